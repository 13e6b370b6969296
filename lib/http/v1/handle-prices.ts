import "server-only";
import type { Capability } from "../../contract/answers";
import { addOns, defaultOrder, formFields, models, setAddOnMode } from "../../contract/order";
import { priceLabels, priceLeast, priceOrder, prices } from "../../contract/prices";
import type { ModelsAnswer, Quote, quoteRequestSchema } from "../../contract/v1/account";
import { readBalance } from "../../credits/read-balance";
import type { BodyOf, CallerContext, RequestContext } from "../route/endpoint";

/** The names of the form, for what a price is made of. */
const itemNames = {
  colorize: "colorize",
  cleanScratches: formFields.cleanScratches,
  faceRemaster: formFields.faceRemaster,
} as const;
const modelLabels = { large: "Large", tiny: "Tiny" } as const;

/** What an order costs with a live key. A test key's jobs are free; its quotes show live prices all the same, so that an integration can be tried out. */
export async function handleQuote({
  studio,
  caller,
  body,
}: CallerContext & BodyOf<typeof quoteRequestSchema>): Promise<Response> {
  const { photos } = body;
  const order = addOns.reduce((ordered, addOn) => setAddOnMode(ordered, addOn, body[formFields[addOn]]), defaultOrder);
  const price = priceOrder(order);
  const { available } = await readBalance(studio.db, caller.userId, studio.clock.now());
  const total = price.total * photos;
  const lines = price.lines.map((line) => ({ ...line, item: itemNames[line.item] }));
  const least = priceLeast(order) * photos;
  const quote: Quote = { lines, photos, total, least, available, enough: available >= total };
  return Response.json(quote);
}

/** What can be ordered here, for how much, and why not where it can't. */
export async function handleModels({ studio }: RequestContext): Promise<Response> {
  const capabilities = await studio.provider.capabilities();
  const answer: ModelsAnswer = {
    models: models.map((name) => ({
      name,
      label: modelLabels[name],
      credits: prices.colorize,
      ...toState(capabilities.models[name]),
    })),
    addOns: addOns.map((item) => ({
      name: itemNames[item],
      label: priceLabels[item],
      credits: prices[item],
      ...toState(capabilities.addOns[item]),
    })),
  };
  return Response.json(answer);
}

function toState({ available, reason }: Capability) {
  return { enabled: available, reason: available ? null : (reason ?? "It is not set up on this studio.") };
}
