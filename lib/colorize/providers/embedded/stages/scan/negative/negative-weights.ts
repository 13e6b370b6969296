/**
 * The weight of each of `measureFeatures`, in their order, toward a photo (a negative has the opposite sum). Fitted by logistic
 * regression on 4,800 small photographs of the training collection; `tools/negatives/fit-weights.ts` fits them anew.
 */
export const negativeWeights: readonly number[] = [
  -1.31, 0.0139, 0.827, 0.348, -0.028, -0.118, -0.0324, -0.14, 0.378, 0.218, -0.803, 0.647, -0.349, 0.242, 0.204, 0.158,
  -0.0648, -0.0816, 0.457, -0.339, 0.544, -0.0322, 0.189, -0.468, 0.0651, -0.0701, 0.353, 0.0645, -0.609, 0.192, 0.105,
  -0.0095, 0.382, 0.578, -0.0307, 0.244, 0.0243, 0.0345, -0.0599, 0.0309, 0.172, 0.551, 0.526, -0.122, -0.937, -0.161,
  -1.59, -0.442, 0.252, -1.07, -1.16, -2.91, 0.399, -0.113, -0.821, -0.848, -0.823, -0.216, 0.316, -0.615, -0.0902,
];
