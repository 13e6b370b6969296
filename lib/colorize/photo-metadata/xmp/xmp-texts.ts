import { type PhotoTexts, photoTextNames, placesOf } from "../../../contract/photos/photo-texts";
import { cleanText } from "../decode-text";

const namespaces: Record<string, string> = {
  dc: "http://purl.org/dc/elements/1.1/",
  photoshop: "http://ns.adobe.com/photoshop/1.0/",
  Iptc4xmpCore: "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  exif: "http://ns.adobe.com/exif/1.0/",
  tiff: "http://ns.adobe.com/tiff/1.0/",
};

/** More names for one namespace than any program writes; the packet is looked through once for each. */
const maxPrefixes = 8;

/** The property under the prefixes that the packet has for its namespace, and under the common one. */
function spellings(packet: string, property: string): string[] {
  const [prefix = "", name = ""] = property.split(":");
  const uri = (namespaces[prefix] ?? "").replaceAll(/[./]/g, "\\$&");
  const declared = [...packet.matchAll(new RegExp(`xmlns:([\\w-]+)\\s*=\\s*["']${uri}["']`, "g"))];
  const prefixes = new Set([prefix, ...declared.map(([, own = prefix]) => own)]);
  return [...prefixes].slice(0, maxPrefixes).map((own) => `${own}:${name}`);
}

/** What is between the tags of the property's first element; null when there is none. */
function innerOf(packet: string, spelling: string): string | null {
  const start = new RegExp(`<${spelling}(?:\\s[^<>]*)?>`).exec(packet);
  if (!start || start[0].endsWith("/>")) return null;
  const from = start.index + start[0].length;
  const end = packet.indexOf(`</${spelling}>`, from);
  return end < 0 ? null : packet.slice(from, end);
}

const itemPattern = /<rdf:li(\s[^<>]*)?>([^<]*)<\/rdf:li>/g;

function valuesIn(inner: string, isAlt: boolean): string[] {
  const items = [...inner.matchAll(itemPattern)].map(([, attributes = "", text = ""]) => ({ attributes, text }));
  if (items.length === 0) return inner.includes("<") ? [] : [inner];
  if (!isAlt) return items.map(({ text }) => text);
  const standard = items.find(({ attributes }) => attributes.includes("x-default")) ?? items[0];
  return standard ? [standard.text] : [];
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name = "") => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
    if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities[name] ?? whole;
  });
const encodeEntities = (text: string): string =>
  cleanText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The texts that a packet holds, as elements or attributes. */
export function readXmpTexts(packet: string): PhotoTexts {
  const texts: PhotoTexts = {};
  for (const name of photoTextNames) {
    const { xmp, form } = placesOf(name);
    for (const spelling of spellings(packet, xmp)) {
      const attribute = new RegExp(`\\s${spelling}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(packet);
      const inner = innerOf(packet, spelling);
      const found = attribute
        ? [attribute[1] ?? attribute[2] ?? ""]
        : inner === null
          ? []
          : valuesIn(inner, form === "alt");
      const values = found.map((value) => cleanText(decodeEntities(value))).filter(Boolean);
      if (values.length > 0) texts[name] ??= values;
    }
  }
  return texts;
}

/** One description with the texts, for the end of a packet's RDF; empty when there are none. */
export function writeXmpTexts(texts: PhotoTexts): string {
  const names = photoTextNames.filter((name) => texts[name]?.length);
  if (names.length === 0) return "";
  const prefixes = new Set(names.map((name) => placesOf(name).xmp.split(":")[0] ?? ""));
  const declared = [...prefixes].map((prefix) => ` xmlns:${prefix}="${namespaces[prefix]}"`).join("");
  const properties = names.map((name) => {
    const { xmp, form } = placesOf(name);
    const values = (texts[name] ?? []).map(encodeEntities);
    if (form === "text") return `<${xmp}>${values.join(", ")}</${xmp}>`;
    if (form === "alt") {
      const item = `<rdf:li xml:lang="x-default">${values.join("\n")}</rdf:li>`;
      return `<${xmp}><rdf:Alt>${item}</rdf:Alt></${xmp}>`;
    }
    const list = form === "bag" ? "rdf:Bag" : "rdf:Seq";
    return `<${xmp}><${list}>${values.map((value) => `<rdf:li>${value}</rdf:li>`).join("")}</${list}></${xmp}>`;
  });
  return `<rdf:Description rdf:about=""${declared}>${properties.join("")}</rdf:Description>`;
}
