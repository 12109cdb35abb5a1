//! Faults of a feature and its geometry.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "feature.not_object",
        zh: ["这一项不是要素", "删去，或用导出软件重新生成"],
        en: ["what stands here is no feature", "remove it, or export the file again"],
    },
    Words {
        code: "feature.bad_properties",
        zh: ["要素的 properties 不是一组属性", "用导出软件重新生成"],
        en: ["the feature's properties are no set of names and values", "export the file again"],
    },
    Words {
        code: "feature.too_many_properties",
        zh: ["这个要素的属性超过 {most} 个", "这不是导出软件生成的文件；请核实来源"],
        en: ["the feature has more than {most} properties", "no program exports that; check where it comes from"],
    },
    Words {
        code: "feature.duplicate_key",
        zh: ["属性“{key}”在同一要素里出现两次", "只保留一个"],
        en: ["{key} stands twice in the same feature", "keep one of them"],
    },
    Words {
        code: "feature.unreadable",
        zh: ["要素里有无法保存的数或转义符", "找出过大的数或不成对的 \\u 转义，改正后再导入"],
        en: [
            "the feature holds a number or an escape that can't be kept",
            "look for huge numbers and broken \\u escapes",
        ],
    },
    Words {
        code: "geometry.none",
        zh: ["要素没有几何图形", "画上图形，或删去该要素"],
        en: ["the feature has no geometry", "draw it, or remove the feature"],
    },
    Words {
        code: "geometry.unreadable",
        zh: ["几何图形不是 GeoJSON 写法（一个 type、一组 coordinates）", "导出为 GeoJSON，不要用 WKT 等文字写法"],
        en: [
            "the geometry is not one type with one list of coordinates",
            "export it as GeoJSON, not as WKT or other text",
        ],
    },
    Words {
        code: "geometry.collection",
        zh: ["几何图形是 GeometryCollection，应为 {wanted}", "拆开，只保留 {wanted}"],
        en: ["the geometry is a GeometryCollection; it should be {wanted}", "take it apart and keep the {wanted}"],
    },
    Words {
        code: "geometry.other_type",
        zh: ["几何图形是 {found}，应为 {wanted}", "选对图层，或按 {wanted} 重画"],
        en: ["the geometry is a {found}; it should be {wanted}", "choose the layer that fits, or draw it as {wanted}"],
    },
    Words {
        code: "geometry.empty",
        zh: ["几何图形里没有边界环", "重画，或删去该要素"],
        en: ["the geometry has no ring", "draw it again, or remove the feature"],
    },
    Words {
        code: "geometry.wrong_nesting",
        zh: ["coordinates 的括号层数与 {type} 不符", "用导出软件重新生成"],
        en: ["the brackets of the coordinates don't fit a {type}", "export the file again"],
    },
    Words {
        code: "geometry.too_many_positions",
        zh: ["一个要素的坐标点超过 {most} 个", "先简化边界"],
        en: ["the feature has more than {most} positions", "simplify its boundary"],
    },
    Words {
        code: "position.outside_datum",
        zh: ["坐标 {x}, {y} 不在 {datum} 的范围里", "核对带号和坐标系；东坐标在前，北坐标在后"],
        en: ["{x}, {y} lies outside {datum}", "check the zone and the reference system; east comes first, then north"],
    },
    Words {
        code: "position.unreadable",
        zh: ["“{value}”不是坐标", "填十进制的数，如 114.6512；经度、纬度各一列，或写成“经度, 纬度”"],
        en: [
            "{value} is no coordinate",
            "write decimal numbers as 114.6512, in two columns or as “longitude, latitude”",
        ],
    },
    Words {
        code: "position.axes_swapped",
        zh: ["{x}, {y} 的经纬度颠倒了", "经度在前、纬度在后；如果确实无误，用 --crs EPSG:4326 说明"],
        en: [
            "longitude and latitude are swapped in {x}, {y}",
            "write longitude first; if it is right, say --crs EPSG:4326",
        ],
    },
    Words {
        code: "position.projected",
        zh: ["{x}, {y} 是投影坐标（米），不是经纬度", "导入时写明坐标系的 EPSG 编号"],
        en: ["{x}, {y} are projected metres, not degrees", "say the EPSG code of the reference system with the import"],
    },
    Words {
        code: "position.projected_as",
        zh: ["{x}, {y} 是投影坐标（米），看来是 {crs}", "向做图的单位核实，导入时写明坐标系 {crs}"],
        en: [
            "{x}, {y} are projected metres, by their look {crs}",
            "ask who made the file, and say {crs} with the import",
        ],
    },
    Words {
        code: "position.off_globe",
        zh: ["{x}, {y} 不在地球上", "坐标要用度，经度 -180 至 180 在前，纬度 -90 至 90 在后"],
        en: ["{x}, {y} does not lie on the globe", "write degrees: longitude -180 to 180, then latitude -90 to 90"],
    },
    Words {
        code: "position.null",
        zh: ["坐标里有 null", "补上坐标，或删去该点"],
        en: ["a coordinate is null", "fill it in, or remove the position"],
    },
    Words {
        code: "position.not_a_number",
        zh: ["坐标里的 {value} 不是数", "坐标写成不带引号的数"],
        en: ["the coordinate {value} is no number", "write coordinates as numbers without quotes"],
    },
    Words {
        code: "position.not_finite",
        zh: ["坐标 {value} 大得不成其为数", "重新导出坐标"],
        en: ["the coordinate {value} is beyond all numbers", "export the coordinates again"],
    },
    Words {
        code: "position.too_short",
        zh: ["有一个点只有 {count} 个坐标", "每个点要有经度和纬度"],
        en: ["a position has {count} coordinates", "give each position longitude and latitude"],
    },
    Words {
        code: "ring.unclosed",
        zh: ["边界环没有闭合：从 {from} 开始，到 {to} 结束", "在末尾重复第一个点"],
        en: ["a ring begins at {from} and ends at {to}", "repeat its first position at the end"],
    },
    Words {
        code: "ring.too_few",
        zh: ["边界环只有 {count} 个不同的点，至少要三个", "重画"],
        en: ["a ring has {count} different positions and needs three", "draw it again"],
    },
    Words {
        code: "ring.no_area",
        zh: ["外环的点都在一条线上，没有面积", "重画"],
        en: ["the outer ring lies on one line and holds no area", "draw it again"],
    },
    Words {
        code: "ring.antimeridian",
        zh: ["边界从 {from} 到 {to} 跨过了 180° 经线", "在 180° 经线处切成两部分（MultiPolygon）"],
        en: [
            "the border runs from {from} to {to} across the 180th meridian",
            "cut it there into two parts (MultiPolygon)",
        ],
    },
    Words {
        code: "ring.crosses_itself",
        zh: ["边界按原样收下，但在 {place} 自相交（共 {count} 处）", "移动或删去其中一条边"],
        en: [
            "the border is taken as it is, but crosses itself at {place} (places: {count})",
            "move or remove one of the edges",
        ],
    },
    Words {
        code: "ring.touches_itself",
        zh: ["边界按原样收下，但在 {place} 自相接（共 {count} 处）", "在该处分成两个环"],
        en: [
            "the border is taken as it is, but touches itself at {place} (places: {count})",
            "part it there into two rings",
        ],
    },
    Words {
        code: "ring.spike",
        zh: ["边界按原样收下，但在 {place} 沿原路折返（共 {count} 处）", "删去尖刺"],
        en: [
            "the border is taken as it is, but runs back along itself at {place} (places: {count})",
            "remove the spike",
        ],
    },
    Words {
        code: "ring.rings_cross",
        zh: ["边界按原样收下，但两个环在 {place} 相交或共边（共 {count} 处）", "分开或合并这两个环"],
        en: [
            "the border is taken as it is, but two rings cross or share an edge at {place} (places: {count})",
            "part or join them",
        ],
    },
    Words {
        code: "ring.hole_outside",
        zh: ["边界按原样收下，但有洞在外环之外（{place}，共 {count} 处）", "把它改成单独的部分，或删去"],
        en: [
            "the border is taken as it is, but a hole lies outside its polygon at {place} (places: {count})",
            "make it a part of its own, or remove it",
        ],
    },
    Words {
        code: "ring.hole_in_hole",
        zh: ["边界按原样收下，但洞里还有洞（{place}，共 {count} 处）", "删去里面的洞"],
        en: ["the border is taken as it is, but a hole lies inside another at {place} (places: {count})", "remove it"],
    },
    Words {
        code: "ring.cut_in_two",
        zh: ["边界按原样收下，但相接的洞在 {place} 把它切成两块（共 {count} 处）", "改成两个部分"],
        en: [
            "the border is taken as it is, but holes that touch at {place} cut it in two (places: {count})",
            "make two parts of it",
        ],
    },
    Words {
        code: "ring.parts_overlap",
        zh: ["边界按原样收下，但两个部分在 {place} 重叠或共边（共 {count} 处）", "合并这两个部分"],
        en: [
            "the border is taken as it is, but two parts overlap or share an edge at {place} (places: {count})",
            "join them",
        ],
    },
    Words {
        code: "ring.shrunk",
        zh: ["边界按原样收下，但有个小环没有面积（{place}，共 {count} 处）", "删去这个环"],
        en: [
            "the border is taken as it is, but a ring beside holds no area at {place} (places: {count})",
            "remove that ring",
        ],
    },
    Words {
        code: "ring.too_tangled",
        zh: ["边界按原样收下，但线条过于纠缠，未能查完（{place}，记 {count} 处）", "简化或重画边界"],
        en: [
            "the border is taken as it is, but is too tangled to be checked to its end at {place} (places: {count})",
            "simplify it or draw it again",
        ],
    },
    Words {
        code: "line.too_short",
        zh: ["线要有两个不同的点", "重画，或删去该要素"],
        en: ["a line needs two different positions", "draw it again, or remove the feature"],
    },
];
