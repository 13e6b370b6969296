import type { Edits } from "@/lib/contract/photos/edits";
import { pickEdits } from "@/lib/contract/photos/edits";
import { formatCount } from "@/lib/format/format-numbers";
import { turnBy } from "../prepare/geometry/turns";
import type { LocalPhoto, OfferKind } from "../queue/local-photo";
import type { PhotoPart } from "../queue/store/queue-actions";

/** Something that could be done with a photo before it is colored: by other edits of it, or by making several of it. */
export type Offer = { kind: OfferKind; text: string; action: string } & ({ edits: Edits } | { parts: PhotoPart[] });

type Offered = Pick<LocalPhoto, "name" | "phase" | "file" | "order" | "pages" | "hints" | "dismissed">;

/** Files of more pages are books: the first ones are enough for a list. */
export const maxParts = 100;

/** What is offered for a photo that is ready; nothing twice. */
export function listOffers(photo: Offered): Offer[] {
  if (photo.phase !== "ready" || !photo.file) return [];
  return [...offerPages(photo), ...offerPhotos(photo), ...offerTurns(photo)].filter(
    ({ kind }) => !photo.dismissed.includes(kind),
  );
}

function offerPages({ name, order, pages, file }: Offered): Offer[] {
  if (pages === null || pages < 2 || order.page !== 1) return [];
  const isFilm = /\.(gif|webp)$/i.test(file?.name ?? name);
  const [one, many] = isFilm ? ["frame", "frames"] : ["page", "pages"];
  const edits = pickEdits(order);
  const parts = Array.from({ length: Math.min(pages, maxParts) }, (_, at) => ({
    name: namePart(name, `${one} ${at + 1}`),
    edits: { ...edits, page: at + 1 },
  }));
  const action = pages > maxParts ? `Color the first ${maxParts} one by one` : "Color them one by one";
  return [{ kind: "pages", text: `This file has ${formatCount(pages, one, many)}.`, action, parts }];
}

/** Photos are found on what was inspected: on a part of it they would lie elsewhere. */
function offerPhotos({ name, order, hints }: Offered): Offer[] {
  const [first, ...others] = hints?.photos ?? [];
  if (!first || order.crop !== null || order.rotate !== 0) return [];
  const edits = pickEdits(order);
  if (others.length === 0) {
    const text = "The photo does not fill the scan.";
    return [{ kind: "photos", text, action: "Crop to the photo", edits: { ...edits, ...first } }];
  }
  const parts = [first, ...others].map((found, at) => ({
    name: namePart(name, `photo ${at + 1}`),
    edits: { ...edits, ...found },
  }));
  const text = `There are ${parts.length} photos on this scan.`;
  return [{ kind: "photos", text, action: "Make them photos of their own", parts }];
}

function offerTurns({ order, hints }: Offered): Offer[] {
  if (!hints) return [];
  const edits = pickEdits(order);
  const offers: Offer[] = [];
  if (hints.negative) {
    const text = "This looks like a negative.";
    offers.push({ kind: "negative", text, action: "Make it positive", edits: { ...edits, invert: !edits.invert } });
  }
  if (hints.turn !== 0) {
    const text = hints.turn === 180 ? "This photo seems to be upside down." : "This photo seems to lie on its side.";
    offers.push({ kind: "turn", text, action: "Turn it upright", edits: turnBy(edits, hints.turn) });
  }
  return offers;
}

/** `album.pdf` → `album, page 2.pdf`: still a file name, for the download too. */
export function namePart(name: string, part: string): string {
  const [, stem = name, ending = ""] = /^(.+?)(\.\w+)?$/.exec(name) ?? [];
  return `${stem}, ${part}${ending}`;
}
