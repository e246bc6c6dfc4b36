import { hostname, userInfo } from 'node:os';
import { parseBsn } from '../register/field.ts';

/** Who calls the program and from where, as far as the system says. */
export interface Origin {
  readonly who: {
    readonly user: string | null;
    readonly uid: number | null;
    readonly sudo?: string;
  };
  readonly where: {
    readonly host: string;
    readonly folder: string;
    readonly process: number;
    /** Address of the machine from which the session came. */
    readonly ssh?: string;
  };
  /** Variables of the environment that have a say in what the command does. */
  readonly environment: Readonly<Record<string, string>>;
}

export function tellOrigin(variables: readonly string[]): Origin {
  const { SUDO_USER: sudo, SSH_CONNECTION: connection } = process.env;
  const ssh = connection?.split(' ', 1)[0];
  return {
    who: { user: userName(), uid: process.getuid?.() ?? null, ...(sudo && { sudo }) },
    where: {
      ...{ host: hostname(), folder: hidePersonalNumbers(process.cwd()), process: process.pid },
      ...(ssh && { ssh }),
    },
    environment: Object.fromEntries(
      variables.flatMap((name) => {
        const value = process.env[name];
        return value === undefined ? [] : [[name, hidePersonalNumbers(value)]];
      }),
    ),
  };
}

/** A number may have no name in a container. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** Run ids, notice ids and hashes, days without hyphens, case numbers, and other numbers of 8 or 9 digits. */
const TELLING =
  /catchup-[\dTZ]+-[\dTZ]+-[0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|(?<case>(?<!\d)\d\d[/. -]?\d{6}[/. -]?\d\d(?!\d))|(?<number>(?<!\d)\d{8,9}(?!\d))/g;

/** What somebody typed, without BSNs and case numbers. */
export function hidePersonalNumbers(text: string): string {
  return text.replace(TELLING, (found, ...more) => {
    const { case: caseNumber, number } = more.at(-1) as Record<string, string | undefined>;
    const isPersonal = caseNumber !== undefined || parseBsn(number ?? '') !== undefined;
    return isPersonal ? '[number]' : found;
  });
}
