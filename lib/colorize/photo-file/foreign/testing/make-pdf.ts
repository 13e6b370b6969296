type PdfImage = {
  data: Uint8Array;
  width: number;
  height: number;
  /** Entries of its dictionary, such as `/Filter /DCTDecode /ColorSpace /DeviceRGB /BitsPerComponent 8`. */
  entries: string;
  /** Where it stands, as `a b c d e f`, in points; the whole page without. */
  matrix?: string;
};
type PdfPage = {
  /** In points. */
  width?: number;
  height?: number;
  rotate?: number;
  images?: PdfImage[];
  /** Operators before and after the images. */
  before?: string;
  after?: string;
};

/** A PDF by hand: one content stream a page, objects in the order in which they are needed. */
export function makePdf(pages: PdfPage[], { trailer = "" }: { trailer?: string } = {}): Buffer {
  const objects: Buffer[] = [];
  const add = (content: string | Buffer) => objects.push(Buffer.from(content as string));
  const stream = (entries: string, data: Uint8Array) =>
    Buffer.concat([Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`), data, Buffer.from("\nendstream")]);
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add("");
  const kids: string[] = [];
  for (const { width = 216, height = 144, rotate = 0, images = [], before = "", after = "" } of pages) {
    const names = images.map((image) => {
      const entries = `/Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height} ${image.entries}`;
      return add(stream(entries, image.data));
    });
    const draw = images.map(({ matrix = `${width} 0 0 ${height} 0 0` }, i) => `q ${matrix} cm /I${i} Do Q`);
    const content = add(stream("", Buffer.from([before, ...draw, after].join("\n"))));
    const resources = names.map((id, i) => `/I${i} ${id} 0 R`).join(" ");
    const font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
    const page = add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} ` +
        `/Contents ${content} 0 R /Resources << /XObject << ${resources} >> ${font} >> >>`,
    );
    kids.push(`${page} 0 R`);
  }
  objects[1] = Buffer.from(`<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages.length} >>`);
  return assemble(objects, trailer);
}

function assemble(objects: Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const [i, object] of objects.entries()) {
    offsets.push(at);
    push(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = at;
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
