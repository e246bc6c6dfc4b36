import { createHash } from 'node:crypto';

/** Namespace of all notice ids; never changes (README, "Notice ids"). */
export const NOTICE_NAMESPACE = '0b9e7c52-6d1f-5a43-9c38-2f4d8a716e05';

/** UUIDv5 (RFC 9562) of `<sector>|<subscription id>|<case number>` (contract 3.9). */
export function noticeIdOf(sector: string, subscriptionId: string, caseNumber: string): string {
  const namespace = Buffer.from(NOTICE_NAMESPACE.replaceAll('-', ''), 'hex');
  const digest = createHash('sha1')
    .update(namespace)
    .update(`${sector}|${subscriptionId}|${caseNumber}`)
    .digest()
    .subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
