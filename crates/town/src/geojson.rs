//! Writes GeoJSON (RFC 7946) and the few characters that CSV and JSON need escaped.

use crate::lattice::Node;

/// A feature collection that is being written.
pub struct Collection {
    text: String,
    count: usize,
}

/// A geometry of the town.
pub enum Shape<'a> {
    Point(Node),
    Line(&'a [Node]),
    /// A counter-clockwise outer ring, not yet closed.
    Polygon(&'a [Node]),
}

/// A property's value.
pub enum Value<'a> {
    Text(&'a str),
    Whole(u64),
    Yes,
}

impl Collection {
    /// An empty collection.
    pub fn new() -> Collection {
        Collection { text: String::from("{\"type\":\"FeatureCollection\",\"features\":[\n"), count: 0 }
    }

    /// Appends a feature.
    pub fn push(&mut self, shape: &Shape, properties: &[(&str, Value)]) {
        let text = &mut self.text;
        if self.count > 0 {
            text.push_str(",\n");
        }
        self.count += 1;
        text.push_str("{\"type\":\"Feature\",\"properties\":{");
        for (i, (key, value)) in properties.iter().enumerate() {
            if i > 0 {
                text.push(',');
            }
            quote(key, text);
            text.push(':');
            match value {
                Value::Text(words) => quote(words, text),
                Value::Whole(number) => text.push_str(&number.to_string()),
                Value::Yes => text.push_str("true"),
            }
        }
        text.push_str("},\"geometry\":{\"type\":\"");
        match shape {
            Shape::Point(node) => {
                text.push_str("Point\",\"coordinates\":");
                node.write(text);
            }
            Shape::Line(nodes) => {
                text.push_str("LineString\",\"coordinates\":[");
                positions(nodes, text);
                text.push(']');
            }
            Shape::Polygon(ring) => {
                text.push_str("Polygon\",\"coordinates\":[[");
                positions(ring, text);
                text.push(',');
                ring[0].write(text);
                text.push_str("]]");
            }
        }
        text.push_str("}}");
    }

    /// The finished document.
    pub fn finish(mut self) -> String {
        self.text.push_str("\n]}\n");
        self.text
    }
}

fn positions(nodes: &[Node], text: &mut String) {
    for (i, node) in nodes.iter().enumerate() {
        if i > 0 {
            text.push(',');
        }
        node.write(text);
    }
}

/// Our words hold no control characters, only quotes could need an escape.
fn quote(words: &str, text: &mut String) {
    text.push('"');
    text.push_str(&words.replace('\\', "\\\\").replace('"', "\\\""));
    text.push('"');
}
