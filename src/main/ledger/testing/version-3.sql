-- A ledger as version 3 left it: its own code wrote it, and sqlite3's .dump read it.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE jobs (
     id TEXT PRIMARY KEY,
     film_id TEXT NOT NULL,
     film_dir TEXT NOT NULL,
     scene_id TEXT NOT NULL,
     role TEXT NOT NULL,
     generator TEXT NOT NULL,
     state TEXT NOT NULL,
     inputs TEXT NOT NULL,
     take_id TEXT NOT NULL UNIQUE,
     progress TEXT NOT NULL,
     error TEXT,
     charged TEXT NOT NULL,
     price_ceiling_micros INTEGER NOT NULL,
     warnings TEXT NOT NULL,
     cancel_asked INTEGER NOT NULL,
     dismissed INTEGER NOT NULL,
     created_at TEXT NOT NULL,
     updated_at TEXT NOT NULL
   , chain TEXT NOT NULL DEFAULT '[]', link INTEGER NOT NULL DEFAULT 0, trail TEXT NOT NULL DEFAULT '[]', priority TEXT NOT NULL DEFAULT 'medium', film_title TEXT NOT NULL DEFAULT '', scene_title TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO jobs VALUES('jb_00000001','fi_12345678','/films/A.film','sc_12345678','voice','bella','done','{"role":"voice","text":"Hello","voice":null,"speed":1}','tk_00000001','{"fraction":null,"secondsLeft":null,"text":""}','null','yes',500000,'["kept"]',0,0,'2026-11-10T12:00:00.000Z','2026-11-10T12:00:11.000Z','[{"generator":"bella","vendor":"acme","priceCeilingMicros":500000,"inputs":{"role":"voice","text":"Hello","voice":null,"speed":1},"warnings":["kept"]}]',0,'[]','medium','Coffee','Morning');
INSERT INTO jobs VALUES('jb_00000002','fi_12345678','/films/A.film','sc_12345678','voice','bella','queued','{"role":"voice","text":"Hello","voice":null,"speed":1}','tk_00000002','{"fraction":null,"secondsLeft":null,"text":""}','null','no',500000,'["kept"]',0,0,'2026-11-10T12:00:03.000Z','2026-11-10T12:00:03.000Z','[{"generator":"bella","vendor":"acme","priceCeilingMicros":500000,"inputs":{"role":"voice","text":"Hello","voice":null,"speed":1},"warnings":["kept"]}]',0,'[]','high','Coffee','Morning');
CREATE TABLE attempts (
     id TEXT PRIMARY KEY,
     job_id TEXT NOT NULL REFERENCES jobs (id),
     n INTEGER NOT NULL,
     vendor TEXT NOT NULL,
     generator TEXT NOT NULL,
     key_label TEXT,
     state TEXT NOT NULL,
     request TEXT,
     operation TEXT,
     outcome TEXT,
     cost_micros INTEGER,
     cost_basis TEXT,
     created_at TEXT NOT NULL,
     updated_at TEXT NOT NULL, key_id TEXT, account TEXT,
     UNIQUE (job_id, n)
   ) STRICT;
INSERT INTO attempts VALUES('at_00000001','jb_00000001',1,'acme','bella','Key 1','done','{"method":"POST","path":"/x"}','{"id":"p1"}',NULL,420000,'reported','2026-11-10T12:00:06.000Z','2026-11-10T12:00:09.000Z','ky_1','ada');
CREATE TABLE exports (
     id TEXT PRIMARY KEY,
     film_id TEXT NOT NULL,
     state TEXT NOT NULL,
     job TEXT NOT NULL,
     part TEXT NOT NULL,
     owner TEXT NOT NULL,
     created_at TEXT NOT NULL
   , plan TEXT, owned_at TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO exports VALUES('ex_00000001','fi_12345678','paused','{"id":"ex_00000001","filmId":"fi_12345678","preset":"hd","destination":"/x.mp4","state":"paused","fraction":0.5,"options":{"aspect":null,"captions":"burnt","hardware":false},"secondsLeft":null,"error":null,"notes":[],"draft":false,"result":null,"createdAt":"2026-11-10T12:00:00.000Z"}','/x.part','{"pid":4711,"host":"ada","space":"host:ada","start":"17"}','2026-11-10T12:00:00.000Z','{"version":1,"title":"Coffee","cut":{"canvas":{"aspect":"16:9","width":1280,"height":720,"fps":"30"},"frames":0,"scenes":[],"grade":{"look":null,"strength":1},"captionStyle":"plain","music":null,"loudnessLufs":-14},"preset":{"id":"hd","name":"Full HD","about":"YouTube, Vimeo, most players","group":"share","aspect":null,"extension":"mp4","picture":{"codec":"h264","shortSide":1080,"quality":20,"speed":"fast","mostFps":null},"sound":{"codec":"aac","kbps":192}},"replace":false}','2026-11-10T12:00:00.000Z');
CREATE TABLE entries (
     id TEXT PRIMARY KEY,
     job_id TEXT NOT NULL REFERENCES jobs (id),
     attempt_id TEXT REFERENCES attempts (id),
     film_id TEXT NOT NULL,
     scene_id TEXT NOT NULL,
     role TEXT NOT NULL,
     vendor TEXT NOT NULL,
     generator TEXT NOT NULL,
     key_label TEXT,
     state TEXT NOT NULL,
     micros INTEGER NOT NULL,
     ceiling_micros INTEGER NOT NULL,
     basis TEXT NOT NULL,
     take_id TEXT,
     sha256 TEXT,
     day TEXT NOT NULL,
     created_at TEXT NOT NULL,
     updated_at TEXT NOT NULL
   ) STRICT;
INSERT INTO entries VALUES('en_6e8c43a723564b1f8a94','jb_00000001','at_00000001','fi_12345678','sc_12345678','voice','acme','bella','Key 1','settled',420000,500000,'reported','tk_00000001','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','2026-11-10','2026-11-10T12:00:02.000Z','2026-11-10T12:00:10.000Z');
INSERT INTO entries VALUES('en_58d8957431f748059866','jb_00000002',NULL,'fi_12345678','sc_12345678','voice','acme','bella',NULL,'reserved',500000,500000,'assumed',NULL,NULL,'2026-11-10','2026-11-10T12:00:05.000Z','2026-11-10T12:00:05.000Z');
CREATE TABLE key_health (
     key_id TEXT PRIMARY KEY,
     vendor TEXT NOT NULL,
     state TEXT NOT NULL,
     until TEXT,
     reason TEXT,
     streak INTEGER NOT NULL,
     successes INTEGER NOT NULL,
     failures INTEGER NOT NULL,
     updated_at TEXT NOT NULL
   ) STRICT;
INSERT INTO key_health VALUES('ky_1','acme','dry',NULL,'No credit.',2,1,0,'2026-11-10T12:00:12.000Z');
CREATE INDEX jobs_of_film ON jobs (film_id, created_at);
CREATE INDEX jobs_by_state ON jobs (state);
CREATE INDEX exports_of_film ON exports (film_id, created_at);
CREATE INDEX attempts_by_time ON attempts (created_at);
CREATE INDEX jobs_of_scene ON jobs (scene_id, created_at);
CREATE INDEX entries_of_film ON entries (film_id, state, micros);
CREATE INDEX entries_of_job ON entries (job_id);
CREATE INDEX entries_by_time ON entries (created_at);
CREATE UNIQUE INDEX entries_of_attempt ON entries (attempt_id);
CREATE INDEX entries_by_day ON entries (day, state, micros);
CREATE INDEX entries_of_vendor ON entries (vendor, day, state, micros);
CREATE UNIQUE INDEX entries_uncalled ON entries (job_id) WHERE attempt_id IS NULL;
CREATE INDEX entries_reserved_of_vendor ON entries (vendor, micros) WHERE state = 'reserved';
COMMIT;
PRAGMA user_version=3;
