import type { CommandSpec } from '../command.ts';
import { JSON_LINES, LANG, QUIET_IF_WELL } from '../options.ts';

/** `keygen`. */
export const KEYGEN: CommandSpec = {
  name: 'keygen',
  summary: 'make a pair of keys: one signs the manifests of runs, the other checks them',
  examples: ['keygen --sign-key signing.pem --public-key signing.pub.pem'],
  options: [
    {
      flags: '--sign-key <file>',
      description: 'a new file for the private key (Ed25519), which nobody else can read',
      isRequired: true,
    },
    {
      flags: '--public-key <file>',
      description: 'a new file for the public key, for whoever checks',
      isRequired: true,
    },
    LANG,
    JSON_LINES,
    QUIET_IF_WELL,
  ],
  recorded: 'NEVER',
  load: async () => {
    const { keygenCommand } = await import('../keygen.ts');
    return ({ options }) => keygenCommand(options());
  },
};
