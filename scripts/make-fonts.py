"""Makes the caption fonts of resources/fonts from their sources. Needs fontTools 4.38 (Debian: python3-fonttools).

python3 scripts/make-fonts.py <folder> <NotoSansCJK-Bold.ttc> <out>

<folder> holds the npm packages @expo-google-fonts/{inter,noto-sans-arabic,...}, each unpacked under <name>/package.


What changes, and why: characters outside the script, hints and features that libass does not use are left out (size);
ascent and descent are set, because libass takes the size of letters and the height of lines from them, and they differ widely;
and the family gets a name of its own, so that libass never takes a font of the machine that is called the same.
"""

import sys
from glob import glob

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

WEIGHTS = {"500Medium": ("Medium", 500), "600SemiBold": ("SemiBold", 600), "800ExtraBold": ("ExtraBold", 800)}
# Ascent and descent in em. Scripts with marks above and below need more air between lines than Latin.
LATIN = (0.969, 0.281)
SCRIPTS = {
    "Arabic": (1.0, 0.42, [(0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)]),
    "Hebrew": (0.969, 0.281, [(0x591, 0x5F4), (0xFB1D, 0xFB4F), (0x20AA, 0x20AA)]),
    "Devanagari": (1.02, 0.4, [(0x900, 0x97F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFA), (0x20B9, 0x20B9)]),
    "Bengali": (1.02, 0.4, [(0x964, 0x965), (0x980, 0x9FE), (0x20B9, 0x20B9)]),
    "Tamil": (0.969, 0.36, [(0x964, 0x965), (0xB82, 0xBFA), (0x20B9, 0x20B9)]),
    "Thai": (1.12, 0.33, [(0xE01, 0xE5B)]),
}
# What stands inside words and sentences of every script.
COMMON = [(0x20, 0x7E), (0xA0, 0xA0), (0xAB, 0xAB), (0xB7, 0xB7), (0xBB, 0xBB), (0x200C, 0x200F), (0x2010, 0x2026), (0x25CC, 0x25CC)]


def characters(ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def everyday_cjk():
    """GB 2312, the first level of Big5, JIS X 0208 and the Hangul of KS X 1001, as Python's codecs know them."""
    found = set()
    for codec, last_lead in (("gb2312", 0xF7), ("big5", 0xC6), ("euc_jp", 0xF4), ("euc_kr", 0xC8)):
        for lead in range(0xA1, last_lead + 1):
            for trail in range(0x40, 0xFF):
                try:
                    found.update(bytes((lead, trail)).decode(codec))
                except UnicodeDecodeError:
                    continue
    codes = {ord(character) for character in found}
    fullwidth = characters([(0x3000, 0x30FF), (0x3105, 0x312F), (0x3131, 0x318E), (0x31F0, 0x31FF), (0xFF01, 0xFFEE)])
    # Inter draws the rest, but no run may lack a space.
    return {code for code in codes if code >= 0x2E80} | fullwidth | {ord(c) for c in " \u00a0·—…‘’“”"}


def write(font, codes, layout, family, weight, lines, out):
    """Saves the subset `codes` of a font under its new name; `lines` is (ascent, descent) in em."""
    options = subset.Options()
    options.layout_features = layout["features"]
    if layout.get("scripts"):
        options.layout_scripts = layout["scripts"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG"]
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=codes)
    chosen.subset(font)
    name, number = weight
    ascent, descent = (round(part * font["head"].unitsPerEm) for part in lines)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, 0
    os2 = font["OS/2"]
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWeightClass = number
    # libass must not take it for a bold cut of something else.
    os2.fsSelection = (os2.fsSelection & ~0x21) | 0x40
    font["head"].macStyle = 0
    full = f"{family} {name}"
    for record in list(font["name"].names):
        if record.nameID in (16, 17):
            font["name"].removeNames(nameID=record.nameID)
    for identity, text in {1: full, 2: "Regular", 3: f"{full} for Circle Take", 4: full, 6: full.replace(" ", "")}.items():
        font["name"].removeNames(nameID=identity)
        font["name"].setName(text, identity, 3, 1, 0x409)
    # The same bytes every time.
    font.recalcTimestamp = False
    if "CFF " in font:
        font["CFF "].cff.fontNames = [full.replace(" ", "")]
    font.save(out)


def main(packages, collection, out):
    for folder, weight in WEIGHTS.items():
        (path,) = glob(f"{packages}/*inter*/package/{folder}/Inter_{folder}.ttf")
        font = TTFont(path)
        # Without its contextual alternates: they make an arrow of "->".
        layout = {"features": ["kern", "mark", "mkmk", "ccmp", "locl"]}
        write(font, set(font.getBestCmap()), layout, "Circle Latin", weight, LATIN, f"{out}/CircleLatin-{weight[0]}.ttf")
    for script, (ascent, descent, ranges) in SCRIPTS.items():
        for folder in ("600SemiBold", "800ExtraBold"):
            weight = WEIGHTS[folder]
            (path,) = glob(f"{packages}/*noto-sans-{script.lower()}*/package/{folder}/*_{folder}.ttf")
            layout = {"features": ["*"]}
            lines = (ascent, descent)
            target = f"{out}/Circle{script}-{weight[0]}.ttf"
            write(TTFont(path), characters(ranges) | characters(COMMON), layout, f"Circle {script}", weight, lines, target)
    # Chinese shapes, and Japanese ones where the script says that it is Japanese (`Language: ja`).
    layout = {"features": ["locl", "ccmp", "ljmo", "vjmo", "tjmo"], "scripts": ["DFLT.dflt", "hani.dflt", "hani.JAN ", "kana.dflt", "kana.JAN ", "hang.dflt"]}
    chinese = TTCollection(collection).fonts[2]
    write(chinese, everyday_cjk(), layout, "Circle CJK", ("Bold", 700), (1.0, 0.29), f"{out}/CircleCJK-Bold.otf")


main(*sys.argv[1:])
