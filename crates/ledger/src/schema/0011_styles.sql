-- What GDAL's and QGIS's own programs ask of a GeoPackage.

-- The default of last_change letter by letter as the standard writes it: without the space, or a validator that
-- compares texts says no. A default cannot be altered, and a table that another refers to cannot be put aside, so
-- both are made again.
CREATE TABLE contents_before AS SELECT * FROM gpkg_contents;
CREATE TABLE geometry_columns_before AS SELECT * FROM gpkg_geometry_columns;
DROP TABLE gpkg_geometry_columns;
DROP TABLE gpkg_contents;

CREATE TABLE gpkg_contents (
    table_name  TEXT NOT NULL PRIMARY KEY,
    data_type   TEXT NOT NULL,
    identifier  TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x       DOUBLE,
    min_y       DOUBLE,
    max_x       DOUBLE,
    max_y       DOUBLE,
    srs_id      INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
INSERT INTO gpkg_contents SELECT * FROM contents_before ORDER BY rowid;
-- A moment has three digits of milliseconds, also where they are noughts.
UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', last_change);

CREATE TABLE gpkg_geometry_columns (
    table_name         TEXT NOT NULL,
    column_name        TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id             INTEGER NOT NULL,
    z                  TINYINT NOT NULL,
    m                  TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
INSERT INTO gpkg_geometry_columns SELECT * FROM geometry_columns_before ORDER BY rowid;
DROP TABLE contents_before;
DROP TABLE geometry_columns_before;

-- How QGIS draws the layers when somebody opens them: its own table, as it makes it itself. The colours are those of
-- the light theme. Styles that somebody saves there in QGIS are his; no fact speaks of them.
CREATE TABLE layer_styles (
    id                INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog   TEXT(256),
    f_table_schema    TEXT(256),
    f_table_name      TEXT(256),
    f_geometry_column TEXT(256),
    styleName         TEXT(30),
    styleQML          TEXT,
    styleSLD          TEXT,
    useAsDefault      BOOLEAN,
    description       TEXT,
    owner             TEXT(30),
    ui                TEXT(30),
    update_time       DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES
    ('layer_styles', 'attributes', 'layer_styles', 'QGIS 样式', '1970-01-01T00:00:00.000Z', NULL);
INSERT INTO layer_styles VALUES
    (1, '', '', 'grid', 'geom', '五图 网格', '<!DOCTYPE qgis PUBLIC ''http://mrcc.com/qgis.dtd'' ''SYSTEM''>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="1" enableorderby="0" forceraster="0">
    <rules key="grids">
      <rule key="level1" symbol="0" filter="&quot;level&quot; = 1" label="第 1 级"/>
      <rule key="level2" symbol="1" filter="&quot;level&quot; = 2" label="第 2 级"/>
      <rule key="level3" symbol="2" filter="&quot;level&quot; = 3" label="第 3 级"/>
      <rule key="level4" symbol="3" filter="&quot;level&quot; = 4" label="第 4 级" scalemaxdenom="80000" scalemindenom="1"/>
      <rule key="level5" symbol="4" filter="&quot;level&quot; = 5" label="第 5 级" scalemaxdenom="25000" scalemindenom="1"/>
      <rule key="level6" symbol="5" filter="&quot;level&quot; = 6" label="第 6 级" scalemaxdenom="12000" scalemindenom="1"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="5"><Option type="Map"><Option name="line_color" type="QString" value="39,74,125,255"/><Option name="line_width" type="QString" value="0.7"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="4"><Option type="Map"><Option name="line_color" type="QString" value="74,111,165,255"/><Option name="line_width" type="QString" value="0.5"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="3"><Option type="Map"><Option name="line_color" type="QString" value="125,154,196,255"/><Option name="line_width" type="QString" value="0.34"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="2"><Option type="Map"><Option name="line_color" type="QString" value="165,185,214,255"/><Option name="line_width" type="QString" value="0.26"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="1"><Option type="Map"><Option name="line_color" type="QString" value="192,206,226,255"/><Option name="line_width" type="QString" value="0.2"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="line_color" type="QString" value="192,206,226,255"/><Option name="line_width" type="QString" value="0.16"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="names">
      <rule key="name1" filter="&quot;level&quot; = 1" scalemindenom="250000"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="13" fontSizeUnit="Point" fontWeight="75" textColor="20,32,47,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1" centroidWhole="0" /><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
      <rule key="name2" filter="&quot;level&quot; = 2" scalemaxdenom="250000" scalemindenom="60000"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="11" fontSizeUnit="Point" fontWeight="75" textColor="20,32,47,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1" centroidWhole="0" /><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
      <rule key="name3" filter="&quot;level&quot; = 3" scalemaxdenom="60000" scalemindenom="16000"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="10" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1" centroidWhole="0" /><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
      <rule key="name4" filter="&quot;level&quot; = 4" scalemaxdenom="16000" scalemindenom="4000"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="9" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1" centroidWhole="0" /><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
      <rule key="name5" filter="&quot;level&quot; = 5" scalemaxdenom="4000" scalemindenom="2000"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1" centroidWhole="0" /><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
      <rule key="name6" filter="&quot;level&quot; = 6" scalemaxdenom="2000" scalemindenom="1"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="1" centroidInside="1" centroidWhole="0" /><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>', '', 1, '边界由级别定粗细，比例尺越大名称越细', '', '', '1970-01-01T00:00:00.000Z'),
    (2, '', '', 'venue', 'geom', '五图 重点场所', '<!DOCTYPE qgis PUBLIC ''http://mrcc.com/qgis.dtd'' ''SYSTEM''>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
    <rules key="venues">
      <rule key="kind0" symbol="0" filter="&quot;kind&quot; like ''%医%'' or &quot;kind&quot; like ''%诊%''" label="医院"/>
      <rule key="kind1" symbol="1" filter="&quot;kind&quot; like ''%隔离%'' or &quot;kind&quot; like ''%养老%'' or &quot;kind&quot; like ''%敬老%''" label="隔离点、养老院"/>
      <rule key="kind2" symbol="2" filter="&quot;kind&quot; like ''%避难%''" label="避难场所"/>
      <rule key="kind3" symbol="3" filter="&quot;kind&quot; like ''%门岗%''" label="门岗"/>
      <rule key="kind4" symbol="4" filter="ELSE" label="其他场所"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="cross_fill"/><Option name="color" type="QString" value="124,58,237,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="4.4"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="diamond"/><Option name="color" type="QString" value="124,58,237,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3.4"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="triangle"/><Option name="color" type="QString" value="14,138,95,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3.4"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="square"/><Option name="color" type="QString" value="74,98,136,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3.4"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="circle"/><Option name="color" type="QString" value="29,95,209,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="names">
      <rule key="name" scalemaxdenom="12000" scalemindenom="1"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="6" centroidInside="1" centroidWhole="0" priority="9" dist="1.6" distUnits="MM" predefinedPositionOrder="R,L,T,B,TR,TL,BR,BL"/><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>', '', 1, '按类型分形状', '', '', '1970-01-01T00:00:00.000Z'),
    (3, '', '', 'checkpoint', 'geom', '五图 卡点', '<!DOCTYPE qgis PUBLIC ''http://mrcc.com/qgis.dtd'' ''SYSTEM''>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
    <rules key="checkpoints">
      <rule key="closed" symbol="0" filter="&quot;state&quot; = ''closed''" label="关闭的卡点"/>
      <rule key="open" symbol="1" filter="ELSE" label="卡点"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="cross2"/><Option name="color" type="QString" value="217,45,32,255"/><Option name="outline_color" type="QString" value="217,45,32,255"/><Option name="outline_width" type="QString" value="0.8"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3.4"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="pentagon"/><Option name="color" type="QString" value="168,97,0,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3.4"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="names">
      <rule key="name" scalemaxdenom="25000" scalemindenom="1"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="6" centroidInside="1" centroidWhole="0" priority="9" dist="1.6" distUnits="MM" predefinedPositionOrder="R,L,T,B,TR,TL,BR,BL"/><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>', '', 1, '关闭的打叉', '', '', '1970-01-01T00:00:00.000Z');
