//! The mesh: one planar subdivision that every border, road and river of the town is part of.
//!
//! Invariant: faces are simple counter-clockwise rings over shared nodes, and a directed side belongs to at most one
//! face. A node put on a side is put on it for both faces, so neighbours and parents can't disagree.

use std::collections::BTreeMap;

use crate::lattice::Node;
use crate::plane::{Spot, distance, holds};

/// What a line of the mesh is on the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Outline,
    River,
    Brook,
    Expressway,
    Ring,
    Main,
    Street,
    Lane,
    Yard,
}

/// A named line: sides of the mesh point to it.
#[derive(Debug, Clone)]
pub struct Line {
    pub kind: Kind,
    pub name: Option<String>,
}

/// Nodes, faces and the lines that their sides belong to.
#[derive(Clone)]
pub struct Mesh {
    pub nodes: Vec<Node>,
    pub spots: Vec<Spot>,
    pub rings: Vec<Vec<u32>>,
    pub lines: Vec<Line>,
    /// Directed side to the face on its left.
    left: BTreeMap<(u32, u32), u32>,
    /// Undirected side, smaller node first, to its line.
    side_lines: BTreeMap<(u32, u32), u32>,
}

impl Mesh {
    /// One face with this outline.
    pub fn new(outline: &[Spot]) -> Mesh {
        let mut mesh = Mesh {
            nodes: Vec::new(),
            spots: Vec::new(),
            rings: vec![Vec::new()],
            lines: vec![Line { kind: Kind::Outline, name: None }],
            left: BTreeMap::new(),
            side_lines: BTreeMap::new(),
        };
        let ring: Vec<u32> = outline.iter().map(|&p| mesh.add_node(p)).collect();
        for i in 0..ring.len() {
            let (u, v) = (ring[i], ring[(i + 1) % ring.len()]);
            mesh.left.insert((u, v), 0);
            mesh.side_lines.insert(undirected(u, v), 0);
        }
        mesh.rings[0] = ring;
        mesh
    }

    /// Adds a line that sides can belong to.
    pub fn add_line(&mut self, kind: Kind, name: Option<&str>) -> u32 {
        self.lines.push(Line { kind, name: name.map(str::to_owned) });
        self.lines.len() as u32 - 1
    }

    /// The face's ring in metres.
    pub fn ring(&self, face: usize) -> Vec<Spot> {
        self.rings[face].iter().map(|&n| self.spots[n as usize]).collect()
    }

    /// The face on the left of the directed side, none outside the outline.
    pub fn face_left(&self, u: u32, v: u32) -> Option<usize> {
        self.left.get(&(u, v)).map(|&f| f as usize)
    }

    /// The kind of line that the side lies on.
    pub fn kind(&self, u: u32, v: u32) -> Kind {
        self.lines[self.line(u, v) as usize].kind
    }

    /// The line that the side belongs to.
    pub fn line(&self, u: u32, v: u32) -> u32 {
        self.side_lines[&undirected(u, v)]
    }

    /// The nodes that a side leads to from here, those along the outline only one way round.
    pub fn nodes_beside(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        self.faces_at(node).map(|(next, _)| next)
    }

    /// Every side with its line, in the order of the nodes.
    pub fn all_sides(&self) -> impl Iterator<Item = ((u32, u32), u32)> + '_ {
        self.side_lines.iter().map(|(&side, &line)| (side, line))
    }

    /// The faces that have this node, each with the node after it in that face.
    pub fn faces_at(&self, node: u32) -> impl Iterator<Item = (u32, usize)> + '_ {
        self.left.range((node, 0)..=(node, u32::MAX)).map(|(&(_, next), &f)| (next, f as usize))
    }

    /// The faces around a node in counter-clockwise order; `None` once where the node lies on the outline.
    pub fn fan(&self, node: u32) -> Vec<Option<usize>> {
        let starts: Vec<(u32, usize)> = self.faces_at(node).collect();
        let first = starts.iter().find(|(next, _)| self.face_left(*next, node).is_none());
        let &(mut next, mut face) = first.unwrap_or(&starts[0]);
        let begin = next;
        let mut fan = Vec::new();
        loop {
            fan.push(Some(face));
            next = self.before(face, node);
            match self.face_left(node, next) {
                Some(f) if next != begin => face = f,
                Some(_) => return fan,
                None => {
                    fan.push(None);
                    return fan;
                }
            }
        }
    }

    /// The node before this one in the face's ring.
    pub fn before(&self, face: usize, node: u32) -> u32 {
        let ring = &self.rings[face];
        let i = ring.iter().position(|&n| n == node).expect("the fan only asks faces that have the node");
        ring[(i + ring.len() - 1) % ring.len()]
    }

    /// Puts a node on a side, in both faces, and returns it.
    pub fn split_side(&mut self, u: u32, v: u32, p: Spot) -> u32 {
        let node = self.add_node(p);
        let line = self.side_lines.remove(&undirected(u, v)).expect("only existing sides are split");
        self.side_lines.insert(undirected(u, node), line);
        self.side_lines.insert(undirected(node, v), line);
        for (a, b) in [(u, v), (v, u)] {
            let Some(face) = self.left.remove(&(a, b)) else { continue };
            let ring = &mut self.rings[face as usize];
            let i = ring.iter().position(|&n| n == a).expect("a side's face has its nodes");
            ring.insert(i + 1, node);
            self.left.insert((a, node), face);
            self.left.insert((node, b), face);
        }
        node
    }

    /// Cuts a face in two along a chain whose ends are nodes of its ring; returns the new face, right of the chain.
    pub fn split_face(&mut self, face: usize, from: u32, between: &[Spot], to: u32, line: u32) -> usize {
        let mut chain = vec![from];
        for &p in between {
            let node = self.add_node(p);
            chain.push(node);
        }
        chain.push(to);
        let ring = std::mem::take(&mut self.rings[face]);
        let i = ring.iter().position(|&n| n == from).expect("the chain starts on the ring");
        let j = ring.iter().position(|&n| n == to).expect("the chain ends on the ring");
        let walk = |a: usize, b: usize| {
            let mut nodes = Vec::new();
            let mut k = (a + 1) % ring.len();
            while k != b {
                nodes.push(ring[k]);
                k = (k + 1) % ring.len();
            }
            nodes
        };
        let mut kept = chain.clone();
        kept.extend(walk(j, i));
        let mut other: Vec<u32> = chain.iter().rev().copied().collect();
        other.extend(walk(i, j));
        for pair in chain.windows(2) {
            self.side_lines.insert(undirected(pair[0], pair[1]), line);
        }
        let new = self.rings.len();
        self.rings[face] = kept;
        self.rings.push(other);
        for f in [face, new] {
            for i in 0..self.rings[f].len() {
                let side = (self.rings[f][i], self.rings[f][(i + 1) % self.rings[f].len()]);
                self.left.insert(side, f as u32);
            }
        }
        new
    }

    /// The face at both nodes into which the chain runs, if it stays inside with a few metres of air.
    pub fn face_for(&self, from: u32, between: &[Spot], to: u32) -> Option<usize> {
        let (a, b) = (self.spots[from as usize], self.spots[to as usize]);
        if self.face_left(from, to).is_some() || self.face_left(to, from).is_some() {
            return None;
        }
        let probe = a.toward(*between.first().unwrap_or(&b), 0.5);
        let (_, face) =
            self.faces_at(from).find(|&(_, f)| self.rings[f].contains(&to) && holds(&self.ring(f), probe))?;
        self.runs_free(face, from, between, to, 4.0).then_some(face)
    }

    /// Does the chain keep `air` metres from the face's sides, apart from its two ends?
    pub fn runs_free(&self, face: usize, from: u32, between: &[Spot], to: u32, air: f64) -> bool {
        let mut path = vec![self.spots[from as usize]];
        path.extend_from_slice(between);
        path.push(self.spots[to as usize]);
        let ring = &self.rings[face];
        for i in 0..ring.len() {
            let (u, v) = (ring[i], ring[(i + 1) % ring.len()]);
            let (p, q) = (self.spots[u as usize], self.spots[v as usize]);
            let touches_start = u == from || v == from;
            let touches_end = u == to || v == to;
            for (k, step) in path.windows(2).enumerate() {
                let shares_node = (k == 0 && touches_start) || (k + 2 == path.len() && touches_end);
                if !shares_node && crate::plane::crossing(step[0], step[1], p, q).is_some() {
                    return false;
                }
                let is_end = u == from || u == to;
                if !is_end && distance(p, step[0], step[1]) < air {
                    return false;
                }
            }
            if between.iter().any(|&b| distance(b, p, q) < air) {
                return false;
            }
        }
        true
    }

    fn add_node(&mut self, p: Spot) -> u32 {
        let node = Node::near(p);
        self.nodes.push(node);
        self.spots.push(node.spot());
        self.nodes.len() as u32 - 1
    }
}

fn undirected(u: u32, v: u32) -> (u32, u32) {
    (u.min(v), u.max(v))
}
