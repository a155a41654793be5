"""The colours of kinds as people see them whose eyes lack a kind of cone."""

import itertools
import math
import re
from pathlib import Path

import numpy as np
import pytest

import kg.web

CSS = (Path(kg.web.__file__).parent / "assets" / "kg.css").read_text("utf-8")
KINDS = ("paper", "reference", "model", "dataset")
SCHEMES = ("light", "dark")
LEAST_DISTANCE = 15.0
"""In CIEDE2000. People notice a difference of about 2.3 between large patches that touch; dots are small, lie apart
among others, and are compared from memory with a legend, so that some six times this is asked for."""

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for Simulation of Color Vision
# Deficiency, IEEE Transactions on Visualization and Computer Graphics 15(6), 2009; at severity 1.0, of linear RGB.
EYES = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def colours(scheme: str, suffix: str = "") -> dict[str, str]:
    """The colour of each kind in the style sheet, as #rrggbb."""
    pairs = {k: re.search(rf"--{k}{suffix}: light-dark\((#\w{{6}}), (#\w{{6}})\);", CSS) for k in KINDS}
    assert all(pairs.values())
    return {k: pair[1 + SCHEMES.index(scheme)] for k, pair in pairs.items() if pair}


def linear(colour: str) -> np.ndarray:
    coded = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """The colour in CIELAB as these eyes see it."""
    t = _TO_XYZ @ np.clip(EYES[eyes] @ linear(colour), 0, 1) / _WHITE
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIEDE2000, after G. Sharma, W. Wu, E. N. Dalal, Color Research and Application 30(1), 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(chroma / (chroma + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    lightness, c = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 + sum(
        weight * math.cos(math.radians(times * hue + by))
        for weight, times, by in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * c)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * c * t)
    blue = math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    return math.sqrt(dl**2 + dc**2 + dh**2 - 2 * math.sqrt(c**7 / (c**7 + 25**7)) * blue * dc * dh)


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2."""
    less, more = sorted(float((_TO_XYZ @ linear(colour))[1]) for colour in (one, other))
    return (more + 0.05) / (less + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_distance_is_that_of_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert distance(one, other) == pytest.approx(expected, abs=1e-4)
    assert distance(other, one) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_no_two_kinds_look_alike(scheme: str, eyes: str) -> None:
    for (one, a), (other, b) in itertools.combinations(colours(scheme).items(), 2):
        assert distance(seen(a, eyes), seen(b, eyes)) >= LEAST_DISTANCE, (one, other)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_name_of_each_kind_can_be_read_on_what_it_stands_on(scheme: str) -> None:
    fills = colours(scheme, "-fill")
    for kind, colour in colours(scheme).items():
        assert contrast(colour, fills[kind]) >= 4.5, kind


def test_colours_that_some_eyes_cannot_tell_apart_would_be_noticed() -> None:
    red, green = "#b83b3b", "#6f7a1e"
    assert distance(seen(red, "all cones"), seen(green, "all cones")) > 40
    assert distance(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < LEAST_DISTANCE
