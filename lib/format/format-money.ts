// Where Stripe's smallest unit differs from the one the currency tables know.
const stripeDigits: Record<string, number> = { isk: 2, ugx: 2, mga: 0 };

/**
 * "$5.00", "¥1,200". `cents` is in the currency's smallest unit as Stripe counts it. A fraction (a price per photo) keeps one
 * digit more: "$0.095".
 */
export function formatMoney(cents: number, currency: string): string {
  const style = { style: "currency", currency } as const;
  const known = new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits ?? 2;
  const digits = stripeDigits[currency.toLowerCase()] ?? known;
  const shown = Number.isInteger(cents) ? digits : digits + 1;
  const format = new Intl.NumberFormat("en", { ...style, minimumFractionDigits: shown, maximumFractionDigits: shown });
  return format.format(cents / 10 ** digits);
}
