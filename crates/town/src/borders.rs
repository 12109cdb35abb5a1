//! Borders: the ring around any set of faces, walked along the sides that only one of them has.

use std::collections::BTreeMap;

use crate::mesh::Mesh;

/// The ring around faces that together form a disc, counter-clockwise, with every node that lies on it.
pub fn ring_around(mesh: &Mesh, faces: &[usize]) -> Vec<u32> {
    if let [face] = faces {
        return mesh.rings[*face].clone();
    }
    let mut inside = vec![false; mesh.rings.len()];
    for &face in faces {
        inside[face] = true;
    }
    let mut next: BTreeMap<u32, u32> = BTreeMap::new();
    for &face in faces {
        let ring = &mesh.rings[face];
        for i in 0..ring.len() {
            let (u, v) = (ring[i], ring[(i + 1) % ring.len()]);
            if !mesh.face_left(v, u).is_some_and(|f| inside[f]) {
                let before = next.insert(u, v);
                debug_assert!(before.is_none(), "a grid touches itself at one point");
            }
        }
    }
    let Some((&start, _)) = next.first_key_value() else { return Vec::new() };
    let mut ring = vec![start];
    let mut node = next[&start];
    while node != start {
        ring.push(node);
        node = next[&node];
    }
    debug_assert_eq!(ring.len(), next.len(), "a grid has a hole");
    ring
}
