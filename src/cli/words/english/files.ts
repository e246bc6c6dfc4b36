/** Commands that copy, make keys and look at the configuration. */
export const FILES = {
  rows: (file: string, rows: number) => `${file}: ${rows} rows`,
  noRejects: 'no row of these files was rejected',
  exported: (files: number) => `${files} files and SHA256SUMS`,
  privateKey: (file: string) => `private key ${file}: keep it`,
  publicKey: (file: string) => `public key  ${file}: give it away`,
  reached: 'reached',
  sound: 'the configuration is sound',
  notReached: 'not every sink was reached',
  noFile: 'no file',
  default: 'default',
};
