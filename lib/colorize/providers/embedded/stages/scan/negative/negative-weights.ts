/**
 * The weight of each of `measureFeatures`, in their order, toward a photo (a negative has the opposite sum). Fitted by logistic
 * regression on 4,850 small photographs of the training collection; `tools/negatives/fit-weights.ts` is the recipe.
 */
export const negativeWeights: readonly number[] = [
  0.4344, 0.3694, -0.3747, 0.755, -0.32, -0.4219, 0.2302, -0.7541, 0.3139, 0.301, 0.5966, 0.2571, -0.259, -0.004856,
  -2.19, -0.5037, 0.3856, -1.363, -0.2019, -3.305, -0.9087, 0.8483, 0.2155, 1.603, -0.2839, 1.151, -1.127, -0.355,
  -0.2286, 1.4, 8.138, -4.491, -3.377, -5.053, -0.4313,
];
