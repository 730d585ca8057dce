/**
 * In [-1, 1], from the id of a claim's last completed check: the same whenever it is asked, so that a schedule can be computed
 * anew from history, and even over many ids. FNV-1a, then the finish of MurmurHash3, for ids made together differ in few bits.
 */
export function jitterOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x7fffffff - 1;
}
