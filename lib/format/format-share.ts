/** A share of a whole, in percent, for people: "about 3%"; "less than 1%" for what would round to nothing. */
export const formatShare = (percent: number): string =>
  percent < 1 ? "less than 1%" : `about ${Math.round(percent)}%`;
