// A process with a throw-away server, for tests that kill it. Argument: URL of the built module.
const { openThrowaway } = await import(process.argv[2] ?? '');
const server = await openThrowaway({ log: () => undefined });
process.stdout.write(`${JSON.stringify({ event: 'joined', dataDir: server.dataDir })}\n`);
// Any line, or the end of the test.
process.stdin.resume().once('data', leave).once('end', leave);

async function leave() {
  await server.leave();
  process.stdin.destroy();
}
