/** "1 photo", "2 photos". `many` when adding an s is not enough. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${Math.abs(count) === 1 ? one : many}`;

/** "1 credit", "2 credits". */
export const formatCredits = (credits: number): string => formatCount(credits, "credit");
