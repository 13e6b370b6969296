import { expect, test } from "vitest";
import { outputFormats } from "../../../contract/order";
import { type PhotoTexts, photoTextNames, placesOf } from "../../../contract/photos/photo-texts";
import { readIptc } from "../../photo-metadata/iptc/iptc-datasets";
import { textsOfIptc } from "../../photo-metadata/iptc/iptc-texts";
import { readExifFacts } from "../../photo-metadata/tiff/exif-texts";
import { readXmpTexts } from "../../photo-metadata/xmp/xmp-texts";
import { applyMetadataPolicy } from "./apply-metadata-policy";

/** A value of its own for each text; dates are whole moments. */
const texts: PhotoTexts = Object.fromEntries(
  photoTextNames.map((name) => [
    name,
    [/Date/.test(name) || name === "dateCreated" ? "1943-02-01T10:15:00" : `the ${name} & more`],
  ]),
);

test.each(outputFormats)(
  "every place that the documentation names for a text is written in %s and read again",
  (format) => {
    const written = applyMetadataPolicy({ texts }, { policy: "keep", format });
    const xmp = readXmpTexts(written.xmp?.toString() ?? "");
    const exif = readExifFacts(written.exif ?? undefined).texts;
    const iptc = written.iptc && textsOfIptc(readIptc(written.iptc));
    for (const name of photoTextNames) {
      const places = placesOf(name);
      expect(xmp[name], `XMP ${name}`).toEqual(texts[name]);
      if (places.exif) expect(exif[name], `EXIF ${name}`).toEqual(texts[name]);
      if (places.iptc && iptc) expect(iptc[name]?.[0]?.replace(/\+00:00$/, ""), `IPTC ${name}`).toBe(texts[name]?.[0]);
      if (places.png && written.keywordTexts) {
        expect(written.keywordTexts).toContainEqual({ keyword: places.png, text: texts[name]?.[0] });
      }
    }
    expect([Boolean(iptc), Boolean(written.keywordTexts), Boolean(written.comment)]).toEqual([
      format === "jpeg" || format === "tiff",
      format === "png",
      format === "jpeg",
    ]);
  },
);
