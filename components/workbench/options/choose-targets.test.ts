import { expect, it } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { type PhotoFacts, unknownFacts } from "@/lib/contract/photos/photo-facts";
import { createLocalPhoto } from "../queue/local-photo";
import { mergePhotos } from "../queue/queue-photo";
import { emptyState } from "../queue/store/queue-state";
import { chooseToSend } from "./choose-targets";

const pure: PhotoFacts = { ...unknownFacts, tone: "bilevel" };
const make = (ref: string, facts: PhotoFacts | null) => ({
  ...createLocalPhoto({ ref, owner: null, order: defaultOrder, position: 0, sample: null, file: new File(["x"], ref) }),
  facts,
});
const photos = mergePhotos(
  { ...emptyState, photos: [make("gray", unknownFacts), make("pure", pure), make("new", null)] },
  [],
);
const toSend = (selected: string[]) => chooseToSend({ photos, selected }).map(({ ref }) => ref);

it("a photo without gray is left out of a batch, and nothing else is sent in its place", () => {
  expect(toSend([])).toEqual(["gray", "new"]);
  expect(toSend(["gray", "pure"])).toEqual(["gray"]);
  expect(toSend(["pure"])).toEqual([]);
});
