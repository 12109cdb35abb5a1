-- Incidents as a layer that other programs see: where each is, and how it stands. The table is made again with its
-- geometry, with the R-tree and the triggers of the GeoPackage standard as in 0003_layers.
ALTER TABLE incident RENAME TO incident_before;
DROP INDEX incident_by_time;
DROP INDEX incident_by_number;
DROP INDEX incident_by_post;
DROP INDEX incident_by_foreign_number;
DROP INDEX incident_by_lead;
DROP INDEX incident_by_merged;
DROP INDEX incident_by_state;
DROP INDEX incident_open_by_place;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
SELECT 'incident', 'features', 'incident', '事件',
    coalesce((SELECT wutu_written(at) FROM fact WHERE kind = 'StoreFounded' ORDER BY hlc LIMIT 1), '1970-01-01T00:00:00.000Z'),
    4490;
INSERT INTO gpkg_geometry_columns VALUES ('incident', 'geom', 'POINT', 4490, 0, 0);
INSERT INTO gpkg_extensions VALUES
    ('incident', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');

-- 事件. Without a place of its own it has no geometry, and lies in its grid. What came in stands in its fact.
CREATE TABLE incident (
    fid            INTEGER PRIMARY KEY,
    geom           POINT,
    id             TEXT NOT NULL UNIQUE,
    number         TEXT NOT NULL,
    category       TEXT NOT NULL,
    urgency        TEXT NOT NULL,
    state          TEXT NOT NULL,
    grid           TEXT NOT NULL,
    channel        TEXT NOT NULL,
    reported_at    DATETIME NOT NULL,
    lead           TEXT,
    desk           TEXT NOT NULL,
    seq            INTEGER NOT NULL,
    hlc            INTEGER NOT NULL,
    post           TEXT,
    foreign_number TEXT,
    longitude      INTEGER,
    latitude       INTEGER,
    merged         TEXT,
    handler        TEXT,
    standing       TEXT NOT NULL
);
CREATE INDEX incident_by_time ON incident (hlc, desk, seq);
CREATE INDEX incident_by_number ON incident (number);
CREATE INDEX incident_by_post ON incident (post, hlc) WHERE post IS NOT NULL;
CREATE INDEX incident_by_foreign_number ON incident (channel, foreign_number) WHERE foreign_number IS NOT NULL;
CREATE INDEX incident_by_lead ON incident (lead) WHERE lead IS NOT NULL;
CREATE INDEX incident_by_merged ON incident (merged) WHERE merged IS NOT NULL;
CREATE INDEX incident_by_state ON incident (state, grid, category, channel, handler);
CREATE INDEX incident_open_by_place ON incident (longitude, latitude)
WHERE state NOT IN ('declined', 'merged', 'closed', 'void');

-- incident: the R-tree of its geometry (gpkg_rtree_index), and who may write.
CREATE VIRTUAL TABLE rtree_incident_geom USING rtree (id, minx, maxx, miny, maxy);

CREATE TRIGGER rtree_incident_geom_insert AFTER INSERT ON incident
WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_incident_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_incident_geom_update1 AFTER UPDATE OF geom ON incident
WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    INSERT OR REPLACE INTO rtree_incident_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_incident_geom_update2 AFTER UPDATE OF geom ON incident
WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_incident_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER rtree_incident_geom_update3 AFTER UPDATE ON incident
WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_incident_geom WHERE id = OLD.fid;
    INSERT OR REPLACE INTO rtree_incident_geom
    VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
END;

CREATE TRIGGER rtree_incident_geom_update4 AFTER UPDATE ON incident
WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
    DELETE FROM rtree_incident_geom WHERE id IN (OLD.fid, NEW.fid);
END;

CREATE TRIGGER rtree_incident_geom_delete AFTER DELETE ON incident
WHEN OLD.geom NOT NULL
BEGIN
    DELETE FROM rtree_incident_geom WHERE id = OLD.fid;
END;

CREATE TRIGGER incident_insert_is_ours BEFORE INSERT ON incident BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER incident_update_is_ours BEFORE UPDATE ON incident BEGIN SELECT wutu_writes(); END;
CREATE TRIGGER incident_delete_is_ours BEFORE DELETE ON incident BEGIN SELECT wutu_writes(); END;

INSERT INTO incident (
    geom, id, number, category, urgency, state, grid, channel, reported_at, lead, desk, seq, hlc, post, foreign_number,
    longitude, latitude, merged, handler, standing
)
SELECT wutu_point(was.longitude, was.latitude), was.id, was.number, was.kind, was.urgency,
    was.state, was.scope, was.channel, wutu_written(fact.at), was.lead, was.desk, was.seq, was.hlc,
    was.post, was.foreign_number, was.longitude, was.latitude, was.merged, was.handler,
    was.standing
FROM incident_before AS was JOIN fact USING (desk, seq)
ORDER BY was.hlc, was.desk, was.seq;
DROP TABLE incident_before;
UPDATE gpkg_contents
SET last_change = (
        SELECT wutu_written(fact.at)
        FROM (SELECT desk, seq FROM incident UNION ALL SELECT desk, seq FROM incident_step) JOIN fact USING (desk, seq)
        ORDER BY fact.hlc DESC, desk DESC LIMIT 1
    ),
    (min_x, min_y, max_x, max_y) =
        (SELECT min(longitude) / 1e7, min(latitude) / 1e7, max(longitude) / 1e7, max(latitude) / 1e7 FROM incident)
WHERE table_name = 'incident' AND EXISTS (SELECT 1 FROM incident);

INSERT INTO layer_styles (
    f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault,
    description, owner, ui, update_time
)
SELECT '', '', column1, 'geom', column2, column3, '', 1, column4, '', '', '1970-01-01T00:00:00.000Z'
FROM (VALUES
    ('incident', '五图 事件', '<!DOCTYPE qgis PUBLIC ''http://mrcc.com/qgis.dtd'' ''SYSTEM''>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
    <rules key="incidents">
      <rule key="ended" symbol="3" filter="&quot;state&quot; in (''declined'', ''merged'', ''closed'', ''void'')" label="已结束" scalemaxdenom="50000" scalemindenom="1"/>
      <rule key="critical" symbol="2" filter="&quot;urgency&quot; = ''critical'' and &quot;state&quot; not in (''declined'', ''merged'', ''closed'', ''void'')" label="特急"/>
      <rule key="urgent" symbol="1" filter="&quot;urgency&quot; = ''urgent'' and &quot;state&quot; not in (''declined'', ''merged'', ''closed'', ''void'')" label="紧急"/>
      <rule key="open" symbol="0" filter="ELSE" label="未结束"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="circle"/><Option name="color" type="QString" value="39,74,125,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="2.4"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="circle"/><Option name="color" type="QString" value="220,104,3,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="2.8"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="circle"/><Option name="color" type="QString" value="217,45,32,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3.2"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="circle"/><Option name="color" type="QString" value="255,255,255,0"/><Option name="outline_color" type="QString" value="125,138,156,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="1.8"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="names">
      <rule key="name" scalemaxdenom="12000" scalemindenom="1"><settings calloutType="simple"><text-style fieldName="number" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="6" centroidInside="1" centroidWhole="0" priority="7" dist="1.6" distUnits="MM" predefinedPositionOrder="R,L,T,B,TR,TL,BR,BL"/><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>', '未结束的按缓急着色，已结束的近看才画')
);
