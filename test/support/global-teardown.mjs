import { SERVER } from './global-setup.mjs';

export default async function tearDown() {
  await globalThis[SERVER]?.leave();
}
