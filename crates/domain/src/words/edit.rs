//! Why an edit on the map is not made.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "edit.no_corner",
        zh: ["{longitude}, {latitude} 处没有网格的角点", "边界可能刚被改过；看一眼最新状态再拖动"],
        en: [
            "no grid has a corner at {longitude}, {latitude}",
            "the border may just have been changed; look again, then drag",
        ],
    },
    Words {
        code: "edit.no_edge",
        zh: ["{longitude}, {latitude} 处没有网格的边", "边界可能刚被改过；看一眼最新状态再加角点"],
        en: [
            "no grid has an edge at {longitude}, {latitude}",
            "the border may just have been changed; look again, then add the corner",
        ],
    },
    Words {
        code: "edit.borders_meet",
        zh: ["{longitude}, {latitude} 处有三条以上边界相交，角点不能去掉", "可以移动它，或重画边界"],
        en: ["three borders or more meet at {longitude}, {latitude}", "move the corner, or redraw a border"],
    },
    Words {
        code: "edit.line_ends_inside",
        zh: ["线的一端 {longitude}, {latitude} 悬在网格里面", "把两端都画到边界上或边界外"],
        en: [
            "the line ends inside the grid, at {longitude}, {latitude}",
            "draw both its ends to the border or beyond it",
        ],
    },
    Words {
        code: "edit.line_crosses",
        zh: ["所画的线在 {longitude}, {latitude} 处与自身相交", "画一条不打结的线"],
        en: ["the line crosses itself at {longitude}, {latitude}", "draw it without a knot"],
    },
    Words {
        code: "edit.line_divides_nothing",
        zh: ["这条线没有穿过网格 {path}", "从边界的一处画到另一处"],
        en: ["the line does not cross the grid {path}", "draw it from one place of the border to another"],
    },
    Words {
        code: "edit.children_on_one_side",
        zh: ["网格 {path} 的下级都在线的同一侧", "把线画到下级之间；下级归入占其面积较多的一侧"],
        en: [
            "all children of the grid {path} lie on the same side of the line",
            "draw it between them; each child goes to the side that has more of it",
        ],
    },
    Words {
        code: "edit.nothing_left",
        zh: ["网格 {path} 会没有任何面积", "留一块给它，或将它合并、删除"],
        en: ["the grid {path} would be left without any ground", "leave it some, or merge or remove it"],
    },
    Words {
        code: "edit.border_crosses",
        zh: ["网格 {path} 的边界会在 {longitude}, {latitude} 处与自身相交", "换一个位置，不要越过另一条边"],
        en: [
            "the border of the grid {path} would cross itself at {longitude}, {latitude}",
            "choose another place, on this side of the other edge",
        ],
    },
    Words {
        code: "edit.too_narrow",
        zh: ["{longitude}, {latitude} 处的边界相距不到一厘米，无法分开", "把线画得离已有的边界远一些，或直接沿着它画"],
        en: [
            "borders lie closer than a centimetre at {longitude}, {latitude} and cannot be told apart",
            "draw the line farther from the border that is there, or right along it",
        ],
    },
    Words {
        code: "edit.breaks",
        zh: [
            "这样改会在 {longitude}, {latitude} 处把原本严丝合缝的边界拉开或叠在一起",
            "换个位置：不要让边界越过别的边界，离附近的角点远一些，或分几步改",
        ],
        en: [
            "the edit would leave a gap or an overlap at {longitude}, {latitude}, where borders fit each other now",
            "keep borders on this side of the others and farther from the corners nearby, or edit in smaller steps",
        ],
    },
    Words {
        code: "edit.no_ground",
        zh: ["{longitude}, {latitude} 一带没有可画的地方", "画在上级网格之内；要占用同级网格的地方，请选“从同级划入”"],
        en: [
            "there is no free ground around {longitude}, {latitude}",
            "draw inside the parent, and choose to take from siblings where they have the ground",
        ],
    },
    Words {
        code: "edit.no_neighbour",
        zh: ["没有同级网格与 {path} 相邻", "指定由谁接收，或留作空白"],
        en: ["no sibling lies beside the grid {path}", "name who takes its ground, or leave it free"],
    },
    Words {
        code: "edit.not_neighbours",
        zh: ["网格 {path} 与其余的不相邻", "只合并彼此有公共边界的网格"],
        en: ["the grid {path} does not lie beside the others", "merge only grids with a common border"],
    },
    Words {
        code: "edit.not_siblings",
        zh: ["网格 {path} 与其余的不属同一上级、同一层级", "先把它移到同一上级之下"],
        en: ["the grid {path} is not of the same parent and level", "move it under the same parent first"],
    },
    Words {
        code: "edit.below_itself",
        zh: ["网格 {path} 不能归到自己或自己的下级之下", "另选一个上级"],
        en: ["the grid {path} cannot go under itself", "choose another parent"],
    },
    Words {
        code: "edit.too_tangled",
        zh: ["网格 {path} 一带的边界交错过多，无法推算", "先在检查中修复这里的边界"],
        en: [
            "borders around the grid {path} pass each other too often to be worked out",
            "mend the borders there first; the check shows them",
        ],
    },
    Words {
        code: "edit.too_many",
        zh: ["这里有 {count} 个网格，一次最多处理 {most} 个", "放大地图再试"],
        en: ["there are {count} grids here, and {most} can be handled at once", "go closer and try again"],
    },
];
