"""Opens a store in QGIS as a person does, says of each layer what QGIS makes of it, and draws those that lie somewhere.

usage: look.py STORE PICTURE; JSON on standard output
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsDataProvider,
    QgsFeatureSource,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

PAPER = QColor("#ffffff")
BELOW = ["grid", "basemap"]
SIZE = QSize(1366, 768)


def looked_at(layer):
    words, is_ours = layer.loadDefaultStyle()
    renderer = layer.renderer()
    return {
        "valid": layer.isValid(),
        "features": layer.featureCount(),
        "read": sum(1 for _ in layer.getFeatures()),
        "crs": layer.crs().authid(),
        "lies": layer.isSpatial(),
        "indexed": layer.hasSpatialIndex() == QgsFeatureSource.SpatialIndexPresent,
        "styled": is_ours,
        "words": words,
        "renderer": renderer.type() if renderer else None,
        "symbols": sum(1 for item in renderer.legendSymbolItems() if item.symbol()) if renderer else 0,
    }


def drawn(layers, picture):
    """How many colours the picture has, and how much of it is drawn upon."""
    # The first is drawn last: what lies at a spot above the grids, and these above the ground.
    grid, order = layers["grid"], [name for name in layers if name not in BELOW] + BELOW
    settings = QgsMapSettings()
    settings.setLayers([layers[name] for name in order])
    settings.setDestinationCrs(grid.crs())
    settings.setOutputSize(SIZE)
    settings.setBackgroundColor(PAPER)
    extent = QgsRectangle(grid.extent())
    extent.scale(1.05)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(picture)
    seen = [image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    return {
        "errors": [one.message for one in job.errors()],
        "colours": len(set(seen)),
        "inked": 1 - seen.count(PAPER.rgb()) / len(seen),
    }


def main(store, picture):
    app = QgsApplication([], True)
    app.initQgis()
    whole = QgsVectorLayer(store, "store", "ogr")
    names = [one.split(QgsDataProvider.sublayerSeparator())[1] for one in whole.dataProvider().subLayers()]
    layers = {name: QgsVectorLayer(f"{store}|layername={name}", name, "ogr") for name in names}
    said = {name: looked_at(layer) for name, layer in layers.items()}
    lying = {name: layer for name, layer in layers.items() if said[name]["lies"]}
    print(json.dumps({"layers": said, "picture": drawn(lying, picture)}))
    del layers, whole, lying
    app.exitQgis()


main(*sys.argv[1:])
