import { type LedgerStep, purchaseCredits, type StepAnswer } from "./ledger-steps";

type Lot = {
  purchase: number | null;
  credits: number;
  remaining: number;
  revoked: number;
  expiresOnDay: number;
  frozen: boolean;
};
type Hold = { open: boolean; parts: { lot: Lot; credits: number }[] };

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** The ledger's promises as a plain program, one step at a time: what the real one must agree with. */
export class LedgerModel {
  /** In the order in which they came. */
  readonly lots: Lot[] = [];
  debt = 0;
  private day = 0;
  private readonly holds = new Map<number, Hold>();
  private readonly references = new Set<string>();

  /** The step's answer, from what was promised. */
  apply(step: LedgerStep): StepAnswer {
    switch (step.do) {
      case "grant":
        return this.bring(step.credits, null, step.expiresOnDay ?? Number.POSITIVE_INFINITY);
      case "pay":
        if (this.lotOf(step.purchase)) return false;
        return this.bring(purchaseCredits[step.purchase] ?? 0, step.purchase, Number.POSITIVE_INFINITY);
      case "hold":
        return this.hold(step.job, step.credits);
      case "capture":
        return this.settle(step.job, step.credits);
      case "release":
        return this.settle(step.job, 0);
      case "refund":
        return this.refund(step);
      case "freeze":
      case "thaw":
        return this.turn(step);
      case "expire":
        return this.expire();
      case "wait":
        this.day += 1;
        return null;
    }
  }

  balance() {
    const left = (lots: Lot[]) => sum(lots.map((lot) => lot.remaining));
    const held = [...this.holds.values()].filter((hold) => hold.open).flatMap((hold) => hold.parts);
    return {
      available: left(this.lots.filter((lot) => !lot.frozen)),
      frozen: left(this.lots.filter((lot) => lot.frozen)),
      held: sum(held.map((part) => part.credits)),
      debt: this.debt,
    };
  }

  private lotOf = (purchase: number) => this.lots.find((lot) => lot.purchase === purchase);
  private isOver = (lot: Lot) => lot.expiresOnDay <= this.day;

  /** Given before bought, first to expire first, first come first. */
  private inSpendingOrder = (lots: Lot[]) =>
    lots.toSorted(
      (a, b) =>
        Number(a.purchase !== null) - Number(b.purchase !== null) ||
        // Infinity − Infinity is NaN, which is as good as 0 here.
        a.expiresOnDay - b.expiresOnDay ||
        this.lots.indexOf(a) - this.lots.indexOf(b),
    );

  private payDebt(credits: number): number {
    const paid = Math.min(this.debt, credits);
    this.debt -= paid;
    return credits - paid;
  }

  private bring(credits: number, purchase: number | null, expiresOnDay: number): boolean {
    const lot = { purchase, credits, remaining: this.payDebt(credits), revoked: 0, expiresOnDay, frozen: false };
    this.lots.push(lot);
    return true;
  }

  private hold(job: number, credits: number): StepAnswer {
    const usable = this.inSpendingOrder(this.lots.filter((lot) => !lot.frozen && !this.isOver(lot)));
    if (this.debt > 0 || sum(usable.map((lot) => lot.remaining)) < credits) return "insufficient";
    if (this.holds.has(job)) return "exists";
    this.holds.set(job, { open: true, parts: takeFrom(usable, credits) });
    return true;
  }

  /** `charged` of what is held is gone, from the lots that were taken from first; the rest goes back. */
  private settle(job: number, charged: number): boolean {
    const hold = this.holds.get(job);
    if (!hold?.open) return false;
    hold.open = false;
    let due = charged;
    const back = hold.parts.map(({ lot, credits }) => {
      const spent = Math.min(due, credits);
      due -= spent;
      return { lot, credits: credits - spent };
    });
    // Their order decides which lot pays what is owed: those in reach first.
    const living = back.filter(({ lot }) => !this.isOver(lot));
    for (const part of living.toSorted((a, b) => Number(a.lot.frozen) - Number(b.lot.frozen))) {
      part.lot.remaining += this.payDebt(part.credits);
    }
    return true;
  }

  private refund({ purchase, credits, reference }: LedgerStep & { do: "refund" }): StepAnswer {
    const own = this.lotOf(purchase);
    if (!own) return "unpaid";
    if (!this.isNew(`refund:${purchase}:${reference}`)) return null;
    const due = Math.min(credits, own.credits - own.revoked);
    const others = this.inSpendingOrder(this.lots.filter((lot) => lot !== own && !lot.frozen));
    const bought = others.filter((lot) => lot.purchase !== null);
    const given = others.filter((lot) => lot.purchase === null);
    own.revoked += due;
    const taken = sum(takeFrom([own, ...bought, ...given], due).map((part) => part.credits));
    this.debt += due - taken;
    return { taken, debt: due - taken };
  }

  private turn({ do: way, purchase, reference }: LedgerStep & { do: "freeze" | "thaw" }): StepAnswer {
    const lot = this.lotOf(purchase);
    if (!lot) return "unpaid";
    if (!this.isNew(`${way}:${purchase}:${reference}`)) return null;
    const turned = lot.frozen === (way === "freeze") ? 0 : lot.remaining;
    lot.frozen = way === "freeze";
    if (way === "thaw" && turned > 0) lot.remaining = this.payDebt(turned);
    return turned;
  }

  private expire(): number {
    const over = this.lots.filter(this.isOver);
    const gone = sum(over.map((lot) => lot.remaining));
    for (const lot of over) lot.remaining = 0;
    return gone;
  }

  private isNew(reference: string): boolean {
    if (this.references.has(reference)) return false;
    this.references.add(reference);
    return true;
  }
}

function takeFrom(lots: Lot[], credits: number): { lot: Lot; credits: number }[] {
  let due = credits;
  return lots.flatMap((lot) => {
    const part = Math.min(due, lot.remaining);
    due -= part;
    lot.remaining -= part;
    return part > 0 ? [{ lot, credits: part }] : [];
  });
}
