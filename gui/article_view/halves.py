"""Layers side by side in one text: each has a half of the box of what it marks, the upper or the lower."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.annotation.other_layers import Theirs
from core.annotation.side_by_side import SideBySide
from gui.article_view.geometry import Band, Box, TextGeometry
from gui.article_view.measures import SIDE_GAP, SIDE_LINE, Measures


@dataclass(frozen=True, slots=True)
class Half:
    """What one side has at a place, with its boxes in one band; `signs` tell whose it is, if need be."""

    theirs: Theirs
    upper: bool
    signs: str
    boxes: tuple[Box, ...]

    def tag_baseline(self, measures: Measures) -> float:
        """Return where its tag stands: outside its line."""
        line = self.boxes[0].line
        if self.upper:
            return line.top - SIDE_LINE - SIDE_GAP
        return line.bottom + SIDE_LINE + measures.tag_drop


def halves(sides: SideBySide, band: Band, geometry: TextGeometry) -> Iterator[Half]:
    """Yield what both sides have in a band, the longer of two that begin together first."""
    for layers, upper in ((sides.above, True), (sides.below, False)):
        theirs = sides.left(layers, band.start, band.end)
        for one, boxes in zip(theirs, geometry.boxes(band, [one.place for one in theirs]), strict=True):
            if boxes:
                yield Half(one, upper, one.signs if len(layers) > 1 else "", tuple(boxes))


def agreed_boxes(sides: SideBySide, band: Band, geometry: TextGeometry) -> tuple[Box, ...]:
    """Return the boxes of what all layers have in a band."""
    spans = sides.agreed.overlapping(band.start, band.end) if sides.agreed else ()
    return tuple(box for boxes in geometry.boxes(band, [span.place for span in spans]) for box in boxes)
