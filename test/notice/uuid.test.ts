import { expect, it } from 'vitest';
import { NOTICE_NAMESPACE, noticeIdOf } from '../../src/notice/uuid.ts';

it('is the UUIDv5 that other programs make of namespace and name (contract 3.9)', () => {
  // python3 -c "import uuid; print(uuid.uuid5(uuid.UUID(NAMESPACE), 'TAXI|K1|16/123456-25'))"
  expect(NOTICE_NAMESPACE).toBe('0b9e7c52-6d1f-5a43-9c38-2f4d8a716e05');
  expect(noticeIdOf('TAXI', 'K1', '16/123456-25')).toBe('6258691b-1544-5c0b-999e-1e03bd64bce6');
  expect(noticeIdOf('TAXI', 'é\u{1f600}', '16/123456-25')).toBe(
    '06d82b85-de9e-5840-9394-9739def9450d',
  );
});
