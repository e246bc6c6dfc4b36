// Every row of the campaign, in the order in which it is printed.
import { CALL_ROWS } from './call-rows.mjs';
import { CHANGE_ROWS } from './change-rows.mjs';
import { CLOCK_ROWS } from './clock-rows.mjs';
import { DELIVERY_ROWS } from './delivery-rows.mjs';
import { DELIVERY_TIME_ROWS } from './delivery-time-rows.mjs';
import { DISK_ROWS } from './disk-rows.mjs';
import { FILE_ROWS } from './file-rows.mjs';
import { INPUT_ROWS } from './input-rows.mjs';
import { KILL_ROWS } from './kill-rows.mjs';
import { LEAK_ROWS } from './leak-rows.mjs';
import { LEDGER_ROWS } from './ledger-rows.mjs';
import { ORDER_ROWS } from './order-rows.mjs';

export const ROWS = [
  ...KILL_ROWS,
  ...CALL_ROWS,
  ...CLOCK_ROWS,
  ...DISK_ROWS,
  ...ORDER_ROWS,
  ...FILE_ROWS,
  ...CHANGE_ROWS,
  ...LEDGER_ROWS,
  ...INPUT_ROWS,
  ...DELIVERY_ROWS,
  ...DELIVERY_TIME_ROWS,
  ...LEAK_ROWS,
];
