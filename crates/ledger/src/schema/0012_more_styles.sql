-- The layers that came with step 0008, and the ground below, had no style of ours: QGIS drew them in chance colours.
-- Who has saved one there himself keeps it.
CREATE TABLE style_added (
    f_table_name TEXT NOT NULL,
    styleName    TEXT NOT NULL,
    styleQML     TEXT NOT NULL,
    description  TEXT NOT NULL
) STRICT;
INSERT INTO style_added VALUES
    ('basemap', '五图 底图', '<!DOCTYPE qgis PUBLIC ''http://mrcc.com/qgis.dtd'' ''SYSTEM''>
<qgis version="3.22.0" styleCategories="Symbology" labelsEnabled="0">
  <renderer-v2 type="RuleRenderer" symbollevels="1" enableorderby="0" forceraster="0">
    <rules key="ground">
      <rule key="field" symbol="0" filter="&quot;layer&quot; = ''green'' and &quot;class&quot; in (''farmland'', ''orchard'', ''vegetables'')" label="农田"/>
      <rule key="green" symbol="1" filter="&quot;layer&quot; = ''green'' and &quot;class&quot; not in (''farmland'', ''orchard'', ''vegetables'')" label="绿地"/>
      <rule key="water" symbol="2" filter="&quot;layer&quot; = ''water''" label="水面"/>
      <rule key="building" symbol="3" filter="&quot;layer&quot; = ''building''" label="建筑" scalemaxdenom="25000" scalemindenom="1"/>
      <rule key="lane" symbol="4" filter="&quot;layer&quot; = ''road'' and &quot;class&quot; not in (''street'', ''main'', ''ring'', ''expressway'')" label="支路" scalemaxdenom="50000" scalemindenom="1"/>
      <rule key="street" symbol="5" filter="&quot;layer&quot; = ''road'' and &quot;class&quot; in (''street'')" label="街道"/>
      <rule key="main" symbol="6" filter="&quot;layer&quot; = ''road'' and &quot;class&quot; in (''main'')" label="干道"/>
      <rule key="ring" symbol="7" filter="&quot;layer&quot; = ''road'' and &quot;class&quot; in (''ring'', ''expressway'')" label="环路、快速路"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="color" type="QString" value="236,241,235,255"/><Option name="style" type="QString" value="solid"/><Option name="outline_style" type="QString" value="no"/></Option></layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="color" type="QString" value="225,236,225,255"/><Option name="style" type="QString" value="solid"/><Option name="outline_style" type="QString" value="no"/></Option></layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="1"><Option type="Map"><Option name="color" type="QString" value="195,220,239,255"/><Option name="style" type="QString" value="solid"/><Option name="outline_color" type="QString" value="152,192,224,255"/><Option name="outline_width" type="QString" value="0.1"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="outline_style" type="QString" value="solid"/></Option></layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="6"><Option type="Map"><Option name="color" type="QString" value="219,226,235,255"/><Option name="style" type="QString" value="solid"/><Option name="outline_color" type="QString" value="193,204,218,255"/><Option name="outline_width" type="QString" value="0.1"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="outline_style" type="QString" value="solid"/></Option></layer>
      </symbol>
      <symbol name="4" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="2"><Option type="Map"><Option name="line_color" type="QString" value="226,232,239,255"/><Option name="line_width" type="QString" value="0.3"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="5" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="3"><Option type="Map"><Option name="line_color" type="QString" value="211,220,231,255"/><Option name="line_width" type="QString" value="0.45"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="6" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="4"><Option type="Map"><Option name="line_color" type="QString" value="211,220,231,255"/><Option name="line_width" type="QString" value="0.8"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
      <symbol name="7" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="5"><Option type="Map"><Option name="line_color" type="QString" value="186,200,217,255"/><Option name="line_width" type="QString" value="1"/><Option name="line_width_unit" type="QString" value="MM"/><Option name="joinstyle" type="QString" value="round"/><Option name="capstyle" type="QString" value="round"/></Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>', '浅色地面，建筑和支路近看才画'),
    ('unit', '五图 单位', '<!DOCTYPE qgis PUBLIC ''http://mrcc.com/qgis.dtd'' ''SYSTEM''>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
    <rules key="units">
      <rule key="all" symbol="0" filter="ELSE" label="承办单位"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="triangle"/><Option name="color" type="QString" value="163,47,111,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="3"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="names">
      <rule key="name" scalemaxdenom="12000" scalemindenom="1"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="6" centroidInside="1" centroidWhole="0" priority="7" dist="1.6" distUnits="MM" predefinedPositionOrder="R,L,T,B,TR,TL,BR,BL"/><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>', '承办单位'),
    ('asset', '五图 物资', '<!DOCTYPE qgis PUBLIC ''http://mrcc.com/qgis.dtd'' ''SYSTEM''>
<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
    <rules key="assets">
      <rule key="wanting" symbol="1" filter="&quot;state&quot; &lt;> '''' and &quot;state&quot; not in (''正常'', ''normal'', ''ok'')" label="待修、缺少"/>
      <rule key="sound" symbol="0" filter="ELSE" label="物资、设施"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="square"/><Option name="color" type="QString" value="11,122,138,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="2.2"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map"><Option name="name" type="QString" value="square"/><Option name="color" type="QString" value="217,45,32,255"/><Option name="outline_color" type="QString" value="251,252,254,255"/><Option name="outline_width" type="QString" value="0.4"/><Option name="outline_width_unit" type="QString" value="MM"/><Option name="size" type="QString" value="2.6"/><Option name="size_unit" type="QString" value="MM"/></Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="names">
      <rule key="name" scalemaxdenom="12000" scalemindenom="1"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Noto Sans CJK SC" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="66,82,106,255" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="251,252,254,255" bufferOpacity="1"/></text-style><placement placement="6" centroidInside="1" centroidWhole="0" priority="7" dist="1.6" distUnits="MM" predefinedPositionOrder="R,L,T,B,TR,TL,BR,BL"/><rendering drawLabels="1" obstacle="1" scaleVisibility="0"/></settings></rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
</qgis>', '不正常的标红');
INSERT INTO layer_styles (
    f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault,
    description, owner, ui, update_time
)
SELECT '', '', f_table_name, 'geom', styleName, styleQML, '', 1, description, '', '', '1970-01-01T00:00:00.000Z'
FROM style_added
WHERE f_table_name NOT IN (SELECT f_table_name FROM layer_styles WHERE f_table_name IS NOT NULL)
ORDER BY rowid;
DROP TABLE style_added;
