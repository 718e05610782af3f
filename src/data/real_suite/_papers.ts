/** The eight data sets of the papers, and the names under which they are published; in lower case. */
const PAPERS: Readonly<Record<string, readonly string[]>> = {
  SUN397: ["sun397"],
  Cars: ["cars", "stanfordcars", "cars196"],
  RESISC45: ["resisc45", "nwpuresisc45", "resisc"],
  EuroSAT: ["eurosat", "eurosatrgb", "eurosatsplits"],
  SVHN: ["svhn", "svhncropped", "svhncroppeddigits"],
  GTSRB: ["gtsrb"],
  MNIST: ["mnist"],
  DTD: ["dtd", "dtdr101", "dtdsplits"],
};

/** Names of the papers' data sets, in the papers' order. */
export const PAPER_SETS: readonly string[] = Object.keys(PAPERS);

/** The papers' data set that a folder's name means, whatever its case and punctuation. */
export function paperSet(name: string): string | undefined {
  const bare = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return PAPER_SETS.find((set) => PAPERS[set]!.includes(bare));
}

/** The data set whose images are frames of tracks: those of one track are nearly the same. */
export const TRACKED = "GTSRB";

/** The track in a file name such as `00012_00029.ppm`, by the data set's own description. */
export function trackOf(name: string): number | undefined {
  const digits = /^(\d+)_\d+\.\w+$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
