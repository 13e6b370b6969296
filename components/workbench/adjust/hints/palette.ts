export type Swatch = { name: string; color: string };
type SwatchGroup = { name: string; swatches: Swatch[] };

const group = (name: string, swatches: Record<string, string>): SwatchGroup => ({
  name,
  swatches: Object.entries(swatches).map(([swatch, color]) => ({ name: swatch, color })),
});

/**
 * What old photos show most. A photo keeps its own lightness, so these are chosen by hue and chroma: as daylight shows the
 * thing, a little quieter than a paint chart.
 */
export const palette: SwatchGroup[] = [
  group("Skin", {
    "Porcelain skin": "#eac4ae",
    "Fair skin": "#e0ac8f",
    "Rosy skin": "#d99a85",
    "Olive skin": "#c6935f",
    "Tan skin": "#b57f52",
    "Brown skin": "#8d5a3a",
    "Deep skin": "#5c3a28",
    Lips: "#b5605c",
  }),
  group("Hair", {
    Blond: "#c8a25f",
    "Strawberry blond": "#bf7d4a",
    "Red hair": "#9c4a24",
    "Brown hair": "#6b4529",
    "Black hair": "#2f2a2c",
    "Gray hair": "#a3a09b",
  }),
  group("Clothes", {
    "Navy uniform": "#2f3f63",
    "Field gray": "#66705c",
    Khaki: "#a3916a",
    "Olive drab": "#6a6a3a",
    Denim: "#4a6a96",
    "Scarlet cloth": "#a8322d",
    "Wine cloth": "#6f2a3a",
    "Emerald cloth": "#2f7356",
    "Mustard cloth": "#c4932f",
    "Lilac cloth": "#93799f",
    "Rose cloth": "#cf8c92",
    "Cream linen": "#e3d3b0",
  }),
  group("Nature", {
    "Summer sky": "#6f9fd0",
    "Evening sky": "#d8916a",
    Sea: "#3f7a8c",
    Grass: "#6f8f3e",
    Leaves: "#4a7038",
    "Autumn leaves": "#b8682a",
    Sand: "#cdb083",
    Earth: "#7a573b",
  }),
  group("Things", {
    "Light wood": "#b98a56",
    "Dark wood": "#6a4428",
    Brick: "#a0533d",
    "Roof tile": "#b0623f",
    Slate: "#5f6c79",
    Gold: "#c79a3a",
    Copper: "#b06a43",
    Leather: "#7d4b2b",
  }),
  group("No color", { Gray: "#808080" }),
];

const swatches = palette.flatMap((each) => each.swatches);

export const firstColor = "#6f9fd0";

/** The palette's name of a color; what the browser's picker or the photo gave is a custom color. */
export const nameColor = (color: string): string =>
  swatches.find((swatch) => swatch.color === color)?.name ?? `Custom color ${color}`;
