// Runs a child process for the scripts of this folder. Only node: modules: node_modules may not be there yet.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command to its end; signals pass to it, and this process stays to report its status.
 * @returns {Promise<{ status: number, output: string }>} 128 + n after a signal; output only when `quiet`
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    const forget = passSignals(child);
    child.once('error', (error) => {
      forget();
      reject(error);
    });
    child.once('close', (code, signal) => {
      forget();
      resolve({ status: code ?? 128 + constants.signals[signal], output });
    });
  });
}

function passSignals(child) {
  const pass = (signal) => {
    // Ctrl-C reaches the whole foreground group by itself; twice would mean "at once".
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return () => signals.forEach((signal) => process.off(signal, pass));
}
