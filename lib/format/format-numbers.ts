/** "1 photo", "2 photos". `many` when adding an s is not enough. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${Math.abs(count) === 1 ? one : many}`;

/** "1 credit", "2 credits". */
export const formatCredits = (credits: number): string => formatCount(credits, "credit");

type Charge = { creditsCharged: number; priceCredits: number };

/** What a photo cost, and of how much where an add-on was not charged: "3 credits", "1 of 3 credits". */
export const formatCharge = ({ creditsCharged: charged, priceCredits: price }: Charge): string =>
  charged < price ? `${charged.toLocaleString("en")} of ${formatCredits(price)}` : formatCredits(charged);

/** A share of a whole, in percent, for people: "about 3%"; "less than 1%" for what would round to nothing. */
export const formatShare = (percent: number): string =>
  percent < 1 ? "less than 1%" : `about ${Math.round(percent)}%`;

/** A change of credits: "+5", "−1", "0". */
export function formatChange(credits: number): string {
  const size = Math.abs(credits).toLocaleString("en");
  if (credits === 0) return size;
  return credits > 0 ? `+${size}` : `−${size}`;
}
