const TAR_AT = 257;
/** What the first bytes of archives are. */
const STARTS: readonly (readonly number[])[] = [
  [0x50, 0x4b], // zip
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0xfd, 0x37, 0x7a, 0x58, 0x5a], // xz
];
const TAR = [0x75, 0x73, 0x74, 0x61, 0x72];

/** Whether a file begins as an archive the hub can open: told before gigabytes are sent. */
export function looksLikeArchive(head: Uint8Array): boolean {
  const begins = (at: number, bytes: readonly number[]) =>
    bytes.every((byte, index) => head[at + index] === byte);
  return STARTS.some((bytes) => begins(0, bytes)) || begins(TAR_AT, TAR);
}

/** As many bytes of a file as it takes to tell. */
export const HEAD_BYTES = TAR_AT + TAR.length;
