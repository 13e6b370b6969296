import "server-only";
import type { Order } from "../../contract/order";
import { creditsFor } from "../../contract/prices";
import { readBalance } from "../../credits/read-balance";
import type { Holder } from "../../rate-limit/slots";
import { holderOf } from "../auth/callers";
import type { CallerContext } from "../route/endpoint";

/**
 * Whose turn the decode takes that checks a photo. One that its account cannot pay for is decoded after those that are paid, as
 * a test key's is: its hold will be refused, and until then it must hold up nobody.
 */
export async function decodeHolderOf(
  { studio, caller, request }: Pick<CallerContext, "studio" | "caller" | "request">,
  order: Order,
): Promise<Holder> {
  const holder = holderOf(caller, request.headers);
  if (holder.isTest) return holder;
  const spendable = caller.spendable ?? (await readBalance(studio.db, caller.userId)).available;
  return { ...holder, isTest: spendable < creditsFor(order, caller.mode) };
}
