// Where Stripe's smallest unit differs from the one the currency tables know.
const stripeDigits: Record<string, number> = { isk: 2, ugx: 2, mga: 0 };

/**
 * "$5", "$20.50", "¥1,200". `cents` is in the currency's smallest unit as Stripe counts it. A fraction (a price per photo)
 * keeps one digit more: "$0.095".
 */
export function formatMoney(cents: number, currency: string): string {
  const style = { style: "currency", currency } as const;
  const digits =
    stripeDigits[currency.toLowerCase()] ??
    new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits ??
    2;
  const amount = cents / 10 ** digits;
  const whole = Number.isInteger(amount);
  return new Intl.NumberFormat("en", {
    ...style,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : Number.isInteger(cents) ? digits : digits + 1,
  }).format(amount);
}
