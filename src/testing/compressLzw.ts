/** TIFF's LZW, codes from the highest bit on, widened one code early. */
export function compressLzw(bytes: Uint8Array): Uint8Array {
  const [CLEAR, END] = [256, 257];
  let bits = '';
  let codes = new Map<string, number>();
  let width = 9;
  const emit = (code: number) => {
    bits += code.toString(2).padStart(width, '0');
  };
  const codeOf = (string: string) =>
    string.length === 1 ? string.charCodeAt(0) : (codes.get(string) as number);
  emit(CLEAR);
  let current = '';
  for (const byte of bytes) {
    const longer = current + String.fromCharCode(byte);
    if (longer.length === 1 || codes.has(longer)) {
      current = longer;
      continue;
    }
    emit(codeOf(current));
    codes.set(longer, 258 + codes.size);
    const next = 258 + codes.size;
    if (next === 512 || next === 1024 || next === 2048) width++;
    if (next === 4095) {
      emit(CLEAR);
      codes = new Map();
      width = 9;
    }
    current = longer.slice(-1);
  }
  if (current) emit(codeOf(current));
  // The decoder has by now learned one string more, which may have widened its codes.
  if ([511, 1023, 2047].includes(258 + codes.size)) width++;
  emit(END);
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) =>
    Number.parseInt(byte.padEnd(8, '0'), 2),
  );
}
