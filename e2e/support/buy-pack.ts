import type { BillingBalance, PurchaseAnswer } from "../../lib/contract/billing";
import { type Account, createAccount } from "./run-admin";
import { type Session, signIn } from "./sign-in";
import type { Studio } from "./start-studio";

/** Somebody on the way to Stripe's page. */
export type Buyer = {
  account: Account;
  session: Session;
  purchaseId: string;
  /** Stripe's id of the checkout, and where it is paid. */
  checkoutId: string;
  payUrl: string;
  readBalance(): Promise<BillingBalance>;
  readPurchase(): Promise<PurchaseAnswer>;
};

/** Goes to checkout with a pack, as the billing page does. */
export async function startPurchase(studio: Studio, account: Account, packId = "starter"): Promise<Buyer> {
  const session = await signIn(studio, account);
  const answer = await session.send("POST", "/api/console/checkout", { packId });
  if (answer.status !== 200) throw new Error(`checkout: ${answer.status} ${JSON.stringify(answer.body)}`);
  const { url: payUrl } = answer.body as { url: string };
  const { purchases } = (await session.send("GET", "/api/console/purchases")).body as { purchases: PurchaseAnswer[] };
  const purchaseId = purchases[0]?.id ?? "";
  return {
    account,
    session,
    purchaseId,
    checkoutId: new URL(payUrl).pathname.split("/").at(-1) ?? "",
    payUrl,
    async readBalance() {
      const { body } = await session.send("GET", "/api/console/billing");
      return (body as { balance: BillingBalance }).balance;
    },
    async readPurchase() {
      return (await session.send("GET", `/api/console/purchases/${purchaseId}`)).body as PurchaseAnswer;
    },
  };
}

/** A new account without credits, on the way to its first pack. */
export async function startFirstPurchase(studio: Studio): Promise<Buyer> {
  return startPurchase(studio, await createAccount(studio, { credits: 0 }));
}
