import type { Capability, ProviderCapabilities } from "../../../contract/answers";

/** What at least one of several providers can do; where none can, the first one's reason. There is at least one. */
export function uniteCapabilities(all: readonly ProviderCapabilities[]): ProviderCapabilities {
  const unite = (read: (of: ProviderCapabilities) => Capability): Capability => {
    const each = all.map(read);
    const [first] = each;
    return each.find(({ available }) => available) ?? first ?? { available: false, reason: null };
  };
  return {
    models: { large: unite(({ models }) => models.large), tiny: unite(({ models }) => models.tiny) },
    addOns: {
      cleanScratches: unite(({ addOns }) => addOns.cleanScratches),
      faceRemaster: unite(({ addOns }) => addOns.faceRemaster),
    },
    hints: unite(({ hints }) => hints),
  };
}
