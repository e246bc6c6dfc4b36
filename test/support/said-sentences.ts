/** Where the engine says something to people: failures, faults and lines of the log. */
const CALLS = /\b(?:new CatchUpError|faultOf|damaged|\blog\??\.(?:info|warn|error))\(/g;
const PARTS = /\bconst (?:message|why) =|\bwhat:(?= ['`])/g;

/** Every sentence that stands there, with `{}` for what differs from case to case. */
export function findSentences(source: string): readonly string[] {
  const inCalls = [...source.matchAll(CALLS)].flatMap(({ index, 0: call }) =>
    literalsOf(source, index + call.length),
  );
  const inParts = [...source.matchAll(PARTS)].flatMap(({ index, 0: part }) => {
    const literals = literalsOf(source, index + part.length);
    return part === 'what:' ? literals.slice(0, 1) : literals;
  });
  return [...inCalls, ...inParts].filter((text) => /[a-z] [a-z{]|\} [a-z]/i.test(text));
}

/** String and template literals from a place until its parenthesis or statement closes; those joined by `+` are one. */
function literalsOf(source: string, start: number): string[] {
  const literals: string[] = [];
  let depth = 1;
  let isJoined = false;
  for (let at = start; depth > 0 && at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === ';' && depth === 1) break;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '+') isJoined = true;
    if (!["'", '`', '"'].includes(character)) {
      if (!/[\s+]/.test(character)) isJoined = false;
      continue;
    }
    const { text, end } = readLiteral(source, at);
    if (isJoined && literals.length > 0) literals.push(`${literals.pop()}${text}`);
    else literals.push(text);
    isJoined = false;
    at = end;
  }
  return literals;
}

function readLiteral(source: string, start: number): { text: string; end: number } {
  const quote = source[start];
  let text = '';
  let at = start + 1;
  while (at < source.length && source[at] !== quote) {
    if (source.startsWith('${', at) && quote === '`') {
      at = endOfHole(source, at + 2);
      text += '{}';
    } else if (source[at] === '\\') {
      text += source[at + 1];
      at += 2;
    } else {
      text += source[at];
      at += 1;
    }
  }
  return { text, end: at };
}

/** The place behind the brace that closes a hole of a template. */
function endOfHole(source: string, start: number): number {
  let depth = 1;
  let at = start;
  for (; depth > 0; at += 1) {
    if (source[at] === '{') depth += 1;
    if (source[at] === '}') depth -= 1;
    if (source[at] === '`') at = readLiteral(source, at).end;
  }
  return at;
}
