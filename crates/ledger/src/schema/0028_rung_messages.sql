-- The rung of a priority's ladder that tells by a gateway those who are silent, as JSON; none does where there is none.
ALTER TABLE ladder_setting ADD COLUMN message TEXT;
