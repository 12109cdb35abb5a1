//! What is found wrong in a district that came in: heads, codes, counts, borders.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "finding.no_roster",
        zh: ["没有任何人在岗", "先导入人员：wutu import 库 文件 --as heads"],
        en: ["nobody is in post anywhere", "import heads: wutu import STORE FILE --as heads"],
    },
    Words {
        code: "finding.no_head",
        zh: ["这个网格没有网格长", "为它导入网格长"],
        en: ["nobody answers for this grid", "import a head for it"],
    },
    Words {
        code: "finding.gap",
        zh: ["下级之间有空隙，宽 {width} 米，面积 {area} 平方米", "并入相邻网格，或补画缺少的网格"],
        en: [
            "a gap between children, {width} m wide, {area} m²",
            "give it to a neighbour, or draw the grid that is missing",
        ],
    },
    Words {
        code: "finding.not_filled",
        zh: ["上级边界内有一处没有下级覆盖，宽 {width} 米，面积 {area} 平方米", "并入相邻网格，或补画缺少的网格"],
        en: [
            "a place at the parent's border that no child covers, {width} m wide, {area} m²",
            "give it to a neighbour, or draw the grid that is missing",
        ],
    },
    Words {
        code: "finding.overlap",
        zh: ["下级互相重叠，宽 {width} 米，面积 {area} 平方米", "划归其中一个网格"],
        en: ["children overlap, {width} m wide, {area} m²", "give it to one of them"],
    },
    Words {
        code: "finding.outside_parent",
        zh: ["越出上级边界，宽 {width} 米，面积 {area} 平方米", "按上级边界裁剪，或改归它实际所在的上级"],
        en: [
            "it leaves its parent, {width} m wide, {area} m²",
            "clip it to the parent, or move it to the parent that it lies in",
        ],
    },
    Words {
        code: "finding.lies_elsewhere",
        zh: ["它归在{parent}之下，却有 {share}% 落在{other}", "改归{other}，或重画它的边界"],
        en: [
            "it stands under {parent}, but {share} % of it lies in {other}",
            "move it to {other}, or draw its border again",
        ],
    },
    Words {
        code: "finding.mismatched_edge",
        zh: ["两边画的公共边界不一致，相差至多 {width} 米，面积 {area} 平方米", "把一边对齐到另一边"],
        en: [
            "two drew their common border differently, {width} m apart at most, {area} m²",
            "snap one's edge to the other's",
        ],
    },
    Words {
        code: "finding.sliver",
        zh: ["有一处窄条，宽 {width} 米，面积 {area} 平方米", "并入公共边最长的相邻网格"],
        en: ["a sliver, {width} m wide, {area} m²", "give it to the neighbour with the longest common edge"],
    },
    Words {
        code: "finding.too_tangled",
        zh: ["这个网格的下级线条过于纠缠，没有查完", "简化或重画下级的边界"],
        en: [
            "the borders of this grid's children are too tangled to be judged to their end",
            "simplify them or draw them again",
        ],
    },
    Words {
        code: "finding.duplicate_code",
        zh: ["编码 {code} 在第 {level} 级用了 {times} 次", "改正其中的编码"],
        en: ["the code {code} stands {times} times at level {level}", "correct all of them but one"],
    },
    Words {
        code: "finding.wrong_kind",
        zh: ["类型“{kind}”属于{home}一级，网格却在{level}一级", "改正类型或层级"],
        en: [
            "the kind “{kind}” is one of level ({home}), the grid stands at level ({level})",
            "correct the kind or the level",
        ],
    },
    Words {
        code: "finding.malformed_code",
        zh: ["编码 {code} 不合第 {level} 级的规则", "改正编码或层级"],
        en: ["the code {code} does not fit level {level}", "correct the code or the level"],
    },
    Words {
        code: "finding.wrong_parent",
        zh: ["编码 {code} 应归 {expected}，网格却在 {parent} 之下", "改正编码或上级"],
        en: [
            "the code {code} belongs under {expected}, the grid stands under {parent}",
            "correct the code or the parent",
        ],
    },
    Words {
        code: "finding.count_mismatch",
        zh: ["{figure}：这里记 {own}，{children} 个下级合计 {below}", "重新核对数量"],
        en: ["{figure}: {own} here, {below} in the {children} children", "count again"],
    },
    Words {
        code: "finding.ring_unclosed",
        zh: ["边界环没有闭合", "在末尾重复第一个点"],
        en: ["the ring does not close", "repeat its first position at the end"],
    },
    Words {
        code: "finding.ring_too_few",
        zh: ["边界环不足三个不同的点", "重画"],
        en: ["the ring has fewer than three different positions", "draw it again"],
    },
    Words {
        code: "finding.ring_no_area",
        zh: ["边界环没有面积", "删去或重画"],
        en: ["the ring holds no area", "remove it or draw it again"],
    },
    Words {
        code: "finding.ring_spike",
        zh: ["边界沿原路折返", "删去尖刺"],
        en: ["the ring runs back along its own edge", "remove the spike"],
    },
    Words {
        code: "finding.ring_crosses_itself",
        zh: ["边界自相交", "移动或删去其中一条边"],
        en: ["the ring crosses itself", "move or remove one of the edges"],
    },
    Words {
        code: "finding.ring_touches_itself",
        zh: ["边界自相接", "在该处分成两个环"],
        en: ["the ring touches itself", "part it there into two rings"],
    },
    Words {
        code: "finding.ring_rings_cross",
        zh: ["同一部分的两个环相交或共边", "分开或合并这两个环"],
        en: ["two rings of one polygon cross or share an edge", "part or join them"],
    },
    Words {
        code: "finding.ring_hole_outside",
        zh: ["有洞在外环之外", "把它改成单独的部分，或删去"],
        en: ["a hole lies outside its polygon", "make it a part of its own or remove it"],
    },
    Words {
        code: "finding.ring_hole_in_hole",
        zh: ["洞里还有洞", "删去里面的洞"],
        en: ["a hole lies inside another hole", "remove it"],
    },
    Words {
        code: "finding.ring_cut_in_two",
        zh: ["相接的洞把边界切成两块", "改成两个部分"],
        en: ["holes that touch cut the polygon in two", "make two parts of it"],
    },
    Words {
        code: "finding.ring_parts_overlap",
        zh: ["两个部分重叠或共边", "合并这两个部分"],
        en: ["two parts of the shape overlap or share an edge", "join them"],
    },
    Words {
        code: "finding.ring_too_tangled",
        zh: ["线条过于纠缠，没有查完", "简化或重画边界"],
        en: ["the shape is too tangled to be judged to its end", "simplify it or draw it again"],
    },
];
