const headBytes = 54;

/**
 * A picture as an uncompressed file that every browser shows: writing it costs a copy, where PNG would take longer than the
 * eye waits for a slider. Rows come from the top; the transparency of `rgba` is left out.
 */
export class BmpFile {
  readonly #view: DataView<ArrayBuffer>;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #stride: number;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    // Rows are padded to four bytes.
    this.#stride = (width * 3 + 3) & ~3;
    const size = headBytes + this.#stride * height;
    const buffer = new ArrayBuffer(size);
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
    this.#bytes.set([0x42, 0x4d]);
    this.#view.setUint32(2, size, true);
    this.#view.setUint32(10, headBytes, true);
    this.#view.setUint32(14, 40, true);
    this.#view.setInt32(18, width, true);
    // Negative: from the top.
    this.#view.setInt32(22, -height, true);
    this.#view.setUint16(26, 1, true);
    this.#view.setUint16(28, 24, true);
    this.#view.setUint32(34, this.#stride * height, true);
  }

  /** @param rgba whole rows, four bytes a pixel */
  writeRows(fromRow: number, rgba: Uint8ClampedArray | Uint8Array): void {
    const bytes = this.#bytes;
    const rows = rgba.length / 4 / this.width;
    let from = 0;
    for (let row = fromRow; row < fromRow + rows; row += 1) {
      let to = headBytes + row * this.#stride;
      for (let x = 0; x < this.width; x += 1) {
        bytes[to] = rgba[from + 2] ?? 0;
        bytes[to + 1] = rgba[from + 1] ?? 0;
        bytes[to + 2] = rgba[from] ?? 0;
        to += 3;
        from += 4;
      }
    }
  }

  toBlob = (): Blob => new Blob([this.#bytes], { type: "image/bmp" });
}
