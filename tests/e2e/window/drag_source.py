"""A program from which files can be dragged, in the screen's lower right corner: drag_source.py PATH…"""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

window = Gtk.Window(title="files")
window.set_default_size(160, 90)
handle = Gtk.EventBox()
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
files = [Path(path).resolve().as_uri() for path in sys.argv[1:]]
handle.connect("drag-data-get", lambda _handle, _drag, data, _info, _time: data.set_uris(files))
handle.connect("drag-begin", lambda *_: print("held", flush=True))
window.add(handle)
window.move(1700, 940)
# Where it can be taken hold of.
window.connect("map-event", lambda *_: print(1780, 985, flush=True))
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
