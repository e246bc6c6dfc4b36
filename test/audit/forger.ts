import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes every hash and size of a run folder right again, as a forger would. */
export function mendHashes(folder: string): void {
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  editManifest(folder, (manifest) => {
    for (const artefact of manifest.artefacts) {
      artefact.sha256 = hash(artefact.file);
      artefact.bytes = readFileSync(join(folder, artefact.file)).length;
    }
  });
  const files = readdirSync(folder)
    .filter((file) => file !== 'SHA256SUMS')
    .sort();
  writeFileSync(
    join(folder, 'SHA256SUMS'),
    files.map((file) => `${hash(file)}  ${file}\n`).join(''),
  );
}

/** Makes the manifest's rows and totals what the CSV files say, and then every hash. */
export function mendCounts(folder: string): void {
  const linesOf = (file: string) =>
    readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').slice(1);
  editManifest(folder, (manifest) => {
    for (const artefact of manifest.artefacts)
      if (artefact.rows !== undefined) artefact.rows = linesOf(artefact.file).length;
    const { totals } = manifest;
    const byFile = linesOf('totals.csv').map((line) => line.split(','));
    totals.byFile = byFile.map(([input, file, disposition, rows]) => {
      return { input, file, disposition, rows: Number(rows) };
    });
    for (const [input, sums] of Object.entries(totals.byDisposition))
      for (const disposition of Object.keys(sums))
        sums[disposition] = byFile
          .filter((row) => row[0] === input && row[2] === disposition)
          .reduce((sum, row) => sum + Number(row[3]), 0);
  });
  mendHashes(folder);
}

/** Of one input file, lets one row end otherwise. */
export function moveTotal(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, 'totals.csv');
  const add = (text: string, disposition: string, by: number) => {
    const row = new RegExp(`^(decisions,${file},${disposition},)(\\d+)$`, 'm');
    return text.replace(row, (_, start, rows) => `${start}${Number(rows) + by}`);
  };
  writeFileSync(path, add(add(readFileSync(path, 'utf8'), from, -1), to, 1));
}

interface EditableManifest {
  artefacts: { file: string; sha256: string; bytes: number; rows?: number }[];
  totals: { byFile: unknown[]; byDisposition: Record<string, Record<string, number>> };
}

function editManifest(folder: string, change: (manifest: EditableManifest) => void): void {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as EditableManifest;
  change(manifest);
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
