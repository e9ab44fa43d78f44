CREATE SCHEMA bimatrack;
ALTER SCHEMA bimatrack OWNER TO kota;
CREATE FUNCTION bimatrack.refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        RAISE EXCEPTION 'bimatrack: % of % is only added to', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$;
ALTER FUNCTION bimatrack.refuse() OWNER TO kota;
CREATE TABLE bimatrack.changes (
    id bigint NOT NULL,
    step bigint NOT NULL,
    directive bigint,
    release bigint,
    undoes bigint,
    "row" json NOT NULL
);
ALTER TABLE bimatrack.changes OWNER TO kota;
CREATE TABLE bimatrack.directives (
    id bigint NOT NULL,
    release bigint,
    open boolean NOT NULL,
    due date,
    units text[] NOT NULL,
    changed bigint NOT NULL,
    "row" json NOT NULL
);
ALTER TABLE bimatrack.directives OWNER TO kota;
CREATE TABLE bimatrack.events (
    id bigint NOT NULL,
    release bigint,
    "row" json NOT NULL
);
ALTER TABLE bimatrack.events OWNER TO kota;
CREATE TABLE bimatrack.meta (
    id bigint NOT NULL,
    layout integer NOT NULL,
    "row" json NOT NULL
);
ALTER TABLE bimatrack.meta OWNER TO kota;
CREATE TABLE bimatrack.releases (
    id bigint NOT NULL,
    key text NOT NULL,
    withdrawn boolean NOT NULL,
    "row" json NOT NULL
);
ALTER TABLE bimatrack.releases OWNER TO kota;
INSERT INTO bimatrack.changes VALUES (1, 1, NULL, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","release":1}');
INSERT INTO bimatrack.changes VALUES (2, 1, 1, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":1,"release":1,"values":{"text":"Percepatan penyerapan anggaran","kind":"priority"}}');
INSERT INTO bimatrack.changes VALUES (3, 1, 2, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":2,"release":1,"values":{"text":"Percepatan pengajuan Uang Persediaan (UP)","kind":"priority"}}');
INSERT INTO bimatrack.changes VALUES (4, 1, 3, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":3,"release":1,"values":{"text":"Percepatan pengajuan TPP","kind":"priority"}}');
INSERT INTO bimatrack.changes VALUES (5, 1, 4, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":4,"release":1,"values":{"text":"Percepatan belanja barang dan jasa","kind":"priority"}}');
INSERT INTO bimatrack.changes VALUES (6, 1, 5, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":5,"release":1,"values":{"text":"Percepatan belanja modal","kind":"priority"}}');
INSERT INTO bimatrack.changes VALUES (7, 1, 6, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":6,"release":1,"values":{"text":"Evaluasi capaian PAD","kind":"priority"}}');
INSERT INTO bimatrack.changes VALUES (8, 1, 7, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":7,"release":1,"values":{"text":"Peningkatan indeks kota layak huni","kind":"priority"}}');
INSERT INTO bimatrack.changes VALUES (9, 1, 8, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":8,"release":1,"values":{"text":"Menuntaskan proyek yang belum selesai","kind":"instruction","owners":["Kepala OPD terkait"]}}');
INSERT INTO bimatrack.changes VALUES (10, 1, 9, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":9,"release":1,"values":{"text":"Pembebasan lahan","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"}}');
INSERT INTO bimatrack.changes VALUES (11, 1, 10, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":10,"release":1,"values":{"text":"Pembangunan drainase pendukung Newfred","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"}}');
INSERT INTO bimatrack.changes VALUES (12, 1, 11, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":11,"release":1,"values":{"text":"Penataan taman kota Lapangan Serasuba","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"}}');
INSERT INTO bimatrack.changes VALUES (13, 1, 12, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":12,"release":1,"values":{"text":"RSUD Kota Bima","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"}}');
INSERT INTO bimatrack.changes VALUES (14, 1, 13, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":13,"release":1,"values":{"text":"PKH Daerah","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"}}');
INSERT INTO bimatrack.changes VALUES (15, 1, 14, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":14,"release":1,"values":{"text":"Bedah rumah","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"}}');
INSERT INTO bimatrack.changes VALUES (16, 1, 15, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":15,"release":1,"values":{"text":"Menyerahkan jadwal kerja seluruh proyek tersebut","kind":"instruction","owners":["Dinas PUPR"],"units":["Dinas Pekerjaan Umum dan Penataan Ruang"],"due":"2026-01-16","due_text":"16 Januari 2026"}}');
INSERT INTO bimatrack.changes VALUES (17, 1, 16, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":16,"release":1,"values":{"text":"Menyelesaikan reviu dokumen pengadaan","kind":"instruction","owners":["Inspektorat"],"units":["Inspektorat"],"due":"2026-01-19","due_text":"dalam dua minggu"}}');
INSERT INTO bimatrack.changes VALUES (18, 1, 17, 1, NULL, '{"step":1,"at":"2026-02-10T06:57:23.022140Z","on":"2026-01-05","author":"Rahma","action":"import","directive":17,"release":1,"values":{"text":"Bekerja secara profesional dan menjaga kekompakan","kind":"appeal","owners":["seluruh jajaran"]}}');
INSERT INTO bimatrack.changes VALUES (19, 2, 18, NULL, NULL, '{"step":2,"at":"2026-02-10T06:57:25.633560Z","on":"2026-02-10","author":"Rahma","action":"add","directive":18,"values":{"text":"Mendata warga","kind":"instruction","owners":["Dinkes","PUPR"],"units":["Dinas Kesehatan","Dinas Pekerjaan Umum dan Penataan Ruang"]}}');
INSERT INTO bimatrack.changes VALUES (20, 3, 1, NULL, NULL, '{"step":3,"at":"2026-02-10T06:57:30.284279Z","on":"2026-02-10","author":"Rahma","action":"split","directive":1,"values":{"shares":[{"unit":"Dinas Kesehatan"},{"unit":"Dinas Pekerjaan Umum dan Penataan Ruang"}]}}');
INSERT INTO bimatrack.changes VALUES (21, 4, 2, NULL, NULL, '{"step":4,"at":"2026-02-10T06:57:31.846158Z","on":"2026-02-10","author":"Rahma","action":"progress","directive":2,"values":{"status":"in_progress","progress":40},"note":"separuh 😀"}');
INSERT INTO bimatrack.changes VALUES (22, 5, 3, NULL, NULL, '{"step":5,"at":"2026-02-10T06:57:33.271068Z","on":"2026-02-10","author":"Rahma","action":"done","directive":3,"values":{"status":"done","progress":100,"closed_on":"2026-02-10"}}');
INSERT INTO bimatrack.changes VALUES (23, 6, NULL, NULL, 5, '{"step":6,"at":"2026-02-10T06:57:34.842689Z","on":"2026-02-10","author":"Rahma","action":"undo","undoes":5}');
INSERT INTO bimatrack.changes VALUES (24, 7, 4, NULL, NULL, '{"step":7,"at":"2026-02-10T06:57:36.002490Z","on":"2026-02-10","author":"Rahma","action":"done","directive":4,"values":{"status":"done","progress":100,"closed_on":"2026-02-10"}}');
INSERT INTO bimatrack.directives VALUES (5, 1, true, NULL, '{}', 18, '{"said":{"text":"Percepatan belanja modal","quote":["percepatan belanja modal",[603,627]],"kind":"priority","speaker":["Sekretaris Daerah Kota Bima",[355,382]],"confidence":0.85,"rule":"enumerated priority"},"release":1,"now":{"text":"Percepatan belanja modal","kind":"priority"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (6, 1, true, NULL, '{}', 18, '{"said":{"text":"Evaluasi capaian PAD","quote":["evaluasi capaian PAD",[629,649]],"kind":"priority","speaker":["Sekretaris Daerah Kota Bima",[355,382]],"confidence":0.85,"rule":"enumerated priority"},"release":1,"now":{"text":"Evaluasi capaian PAD","kind":"priority"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (7, 1, true, NULL, '{}', 18, '{"said":{"text":"Peningkatan indeks kota layak huni","quote":["peningkatan indeks kota layak huni",[655,689]],"kind":"priority","speaker":["Sekretaris Daerah Kota Bima",[355,382]],"confidence":0.85,"rule":"enumerated priority"},"release":1,"now":{"text":"Peningkatan indeks kota layak huni","kind":"priority"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (8, 1, true, NULL, '{}', 18, '{"said":{"text":"Menuntaskan proyek yang belum selesai","quote":["menuntaskan proyek yang belum selesai",[763,800]],"kind":"instruction","speaker":["Wali Kota Bima",[721,735]],"owners":[["Kepala OPD terkait",[744,762]]],"confidence":0.93,"rule":"request"},"release":1,"now":{"text":"Menuntaskan proyek yang belum selesai","kind":"instruction","owners":["Kepala OPD terkait"]},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (9, 1, true, '2026-03-31', '{}', 18, '{"said":{"text":"Pembebasan lahan","quote":["pembebasan lahan",[814,830]],"kind":"project","speaker":["Wali Kota Bima",[721,735]],"owners":[["Kepala OPD terkait",[744,762]]],"due":{"day":"2026-03-31","quote":["triwulan pertama ini",[972,992]],"reason":"akhir triwulan I 2026"},"confidence":0.97,"rule":"expected work"},"release":1,"now":{"text":"Pembebasan lahan","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (10, 1, true, '2026-03-31', '{}', 18, '{"said":{"text":"Pembangunan drainase pendukung Newfred","quote":["pembangunan drainase pendukung Newfred",[832,870]],"kind":"project","speaker":["Wali Kota Bima",[721,735]],"owners":[["Kepala OPD terkait",[744,762]]],"due":{"day":"2026-03-31","quote":["triwulan pertama ini",[972,992]],"reason":"akhir triwulan I 2026"},"confidence":0.97,"rule":"expected work"},"release":1,"now":{"text":"Pembangunan drainase pendukung Newfred","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (11, 1, true, '2026-03-31', '{}', 18, '{"said":{"text":"Penataan taman kota Lapangan Serasuba","quote":["penataan taman kota Lapangan Serasuba",[872,909]],"kind":"project","speaker":["Wali Kota Bima",[721,735]],"owners":[["Kepala OPD terkait",[744,762]]],"due":{"day":"2026-03-31","quote":["triwulan pertama ini",[972,992]],"reason":"akhir triwulan I 2026"},"confidence":0.97,"rule":"expected work"},"release":1,"now":{"text":"Penataan taman kota Lapangan Serasuba","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (12, 1, true, '2026-03-31', '{}', 18, '{"said":{"text":"RSUD Kota Bima","quote":["RSUD Kota Bima",[911,925]],"kind":"project","speaker":["Wali Kota Bima",[721,735]],"owners":[["Kepala OPD terkait",[744,762]]],"due":{"day":"2026-03-31","quote":["triwulan pertama ini",[972,992]],"reason":"akhir triwulan I 2026"},"confidence":0.97,"rule":"expected work"},"release":1,"now":{"text":"RSUD Kota Bima","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (13, 1, true, '2026-03-31', '{}', 18, '{"said":{"text":"PKH Daerah","quote":["PKH Daerah",[927,937]],"kind":"project","speaker":["Wali Kota Bima",[721,735]],"owners":[["Kepala OPD terkait",[744,762]]],"due":{"day":"2026-03-31","quote":["triwulan pertama ini",[972,992]],"reason":"akhir triwulan I 2026"},"confidence":0.97,"rule":"expected work"},"release":1,"now":{"text":"PKH Daerah","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (14, 1, true, '2026-03-31', '{}', 18, '{"said":{"text":"Bedah rumah","quote":["bedah rumah",[943,954]],"kind":"project","speaker":["Wali Kota Bima",[721,735]],"owners":[["Kepala OPD terkait",[744,762]]],"due":{"day":"2026-03-31","quote":["triwulan pertama ini",[972,992]],"reason":"akhir triwulan I 2026"},"confidence":0.97,"rule":"expected work"},"release":1,"now":{"text":"Bedah rumah","kind":"project","owners":["Kepala OPD terkait"],"due":"2026-03-31","due_text":"triwulan pertama ini"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (15, 1, true, '2026-01-16', '{"Dinas Pekerjaan Umum dan Penataan Ruang"}', 18, '{"said":{"text":"Menyerahkan jadwal kerja seluruh proyek tersebut","quote":["menyerahkan jadwal kerja seluruh proyek tersebut",[1046,1094]],"kind":"instruction","speaker":["Wali Kota Bima",[721,735]],"owners":[["Dinas PUPR",[1035,1045]]],"units":["Dinas Pekerjaan Umum dan Penataan Ruang"],"due":{"day":"2026-01-16","quote":["16 Januari 2026",[1109,1124]],"reason":"16 Januari 2026"},"confidence":0.99,"rule":"order"},"release":1,"now":{"text":"Menyerahkan jadwal kerja seluruh proyek tersebut","kind":"instruction","owners":["Dinas PUPR"],"units":["Dinas Pekerjaan Umum dan Penataan Ruang"],"due":"2026-01-16","due_text":"16 Januari 2026"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (1, 1, true, NULL, '{}', 20, '{"said":{"text":"Percepatan penyerapan anggaran","quote":["percepatan penyerapan anggaran",[466,496]],"kind":"priority","speaker":["Sekretaris Daerah Kota Bima",[355,382]],"confidence":0.85,"rule":"enumerated priority"},"release":1,"now":{"text":"Percepatan penyerapan anggaran","kind":"priority","shares":[{"unit":"Dinas Kesehatan"},{"unit":"Dinas Pekerjaan Umum dan Penataan Ruang"}]},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (2, 1, true, NULL, '{}', 21, '{"said":{"text":"Percepatan pengajuan Uang Persediaan (UP)","quote":["percepatan pengajuan Uang Persediaan (UP)",[498,539]],"kind":"priority","speaker":["Sekretaris Daerah Kota Bima",[355,382]],"confidence":0.85,"rule":"enumerated priority"},"release":1,"now":{"text":"Percepatan pengajuan Uang Persediaan (UP)","kind":"priority","status":"in_progress","progress":40},"born":"2026-01-05","follow_up":{"number":21,"on":"2026-02-10","note":"separuh 😀"}}');
INSERT INTO bimatrack.directives VALUES (3, 1, true, NULL, '{}', 23, '{"said":{"text":"Percepatan pengajuan TPP","quote":["percepatan pengajuan TPP",[541,565]],"kind":"priority","speaker":["Sekretaris Daerah Kota Bima",[355,382]],"confidence":0.85,"rule":"enumerated priority"},"release":1,"now":{"text":"Percepatan pengajuan TPP","kind":"priority"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (16, 1, true, '2026-01-19', '{Inspektorat}', 18, '{"said":{"text":"Menyelesaikan reviu dokumen pengadaan","quote":["menyelesaikan reviu dokumen pengadaan",[1146,1183]],"kind":"instruction","speaker":["Wali Kota Bima",[721,735]],"owners":[["Inspektorat",[1126,1137]]],"units":["Inspektorat"],"due":{"day":"2026-01-19","quote":["dalam dua minggu",[1184,1200]],"reason":"2 minggu sejak 5 Januari 2026"},"confidence":0.99,"rule":"told"},"release":1,"now":{"text":"Menyelesaikan reviu dokumen pengadaan","kind":"instruction","owners":["Inspektorat"],"units":["Inspektorat"],"due":"2026-01-19","due_text":"dalam dua minggu"},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (17, 1, true, NULL, '{}', 18, '{"said":{"text":"Bekerja secara profesional dan menjaga kekompakan","quote":["bekerja secara profesional dan menjaga kekompakan",[1264,1313]],"kind":"appeal","speaker":["Wakil Wali Kota Bima",[1218,1238]],"owners":[["seluruh jajaran",[1248,1263]]],"confidence":0.58,"rule":"urging"},"release":1,"now":{"text":"Bekerja secara profesional dan menjaga kekompakan","kind":"appeal","owners":["seluruh jajaran"]},"born":"2026-01-05"}');
INSERT INTO bimatrack.directives VALUES (18, NULL, true, NULL, '{"Dinas Kesehatan","Dinas Pekerjaan Umum dan Penataan Ruang"}', 19, '{"said":{"text":"Mendata warga","quote":["Mendata warga",[0,13]],"kind":"instruction"},"now":{"text":"Mendata warga","kind":"instruction","owners":["Dinkes","PUPR"],"units":["Dinas Kesehatan","Dinas Pekerjaan Umum dan Penataan Ruang"]},"born":"2026-02-10"}');
INSERT INTO bimatrack.directives VALUES (4, 1, false, NULL, '{}', 24, '{"said":{"text":"Percepatan belanja barang dan jasa","quote":["percepatan belanja barang dan jasa",[567,601]],"kind":"priority","speaker":["Sekretaris Daerah Kota Bima",[355,382]],"confidence":0.85,"rule":"enumerated priority"},"release":1,"now":{"text":"Percepatan belanja barang dan jasa","kind":"priority","status":"done","progress":100,"closed_on":"2026-02-10"},"born":"2026-01-05"}');
INSERT INTO bimatrack.events VALUES (1, 1, '{"event":{"title":"Rapat Koordinasi (Rakor) seluruh perangkat daerah","start":"2026-01-05","end":"2026-01-05","place":"Aula Bappeda Kota Bima"},"release":1}');
INSERT INTO bimatrack.events VALUES (2, 1, '{"event":{"title":"Rakor evaluasi berikutnya","start":"2026-02-02","end":"2026-02-02","place":"Aula Bappeda Kota Bima"},"release":1}');
INSERT INTO bimatrack.meta VALUES (1, 1, '{"schema":2,"next":{"releases":2,"directives":19,"events":3,"changes":25,"steps":8}}');
INSERT INTO bimatrack.releases VALUES (1, 'edc276cb90a4919f0836654e0bc2750b', false, '{"release":{"source":"data/releases/2026-01-05-rakor-awal-tahun.txt","text":"Rakor Awal Tahun, Wali Kota Bima Minta Proyek Tertunda Rampung pada Triwulan Pertama\n\nKOTA BIMA – Pemerintah Kota Bima membuka tahun kerja dengan Rapat Koordinasi (Rakor) seluruh perangkat daerah di Aula Bappeda Kota Bima, Senin (5/1/2026). Rakor dihadiri Wali Kota, Wakil Wali Kota, Sekretaris Daerah, para Asisten, seluruh Kepala OPD, Camat dan Lurah.\n\nSekretaris Daerah Kota Bima memaparkan tujuh poin yang menjadi perhatian Pemerintah Kota Bima tahun ini, yakni percepatan penyerapan anggaran, percepatan pengajuan Uang Persediaan (UP), percepatan pengajuan TPP, percepatan belanja barang dan jasa, percepatan belanja modal, evaluasi capaian PAD, dan peningkatan indeks kota layak huni.\n\nMenanggapi paparan tersebut, Wali Kota Bima meminta Kepala OPD terkait menuntaskan proyek yang belum selesai. \"Saya minta pembebasan lahan, pembangunan drainase pendukung Newfred, penataan taman kota Lapangan Serasuba, RSUD Kota Bima, PKH Daerah, dan bedah rumah dapat rampung di triwulan pertama ini,\" tegasnya.\n\nWali Kota juga memerintahkan Dinas PUPR menyerahkan jadwal kerja seluruh proyek tersebut paling lambat 16 Januari 2026. Inspektorat diminta menyelesaikan reviu dokumen pengadaan dalam dua minggu.\n\nSementara itu, Wakil Wali Kota Bima mengajak seluruh jajaran bekerja secara profesional dan menjaga kekompakan.\n\nRakor evaluasi berikutnya dijadwalkan pada Senin, 2 Februari 2026 di Aula Bappeda Kota Bima.\n","key":"edc276cb90a4919f0836654e0bc2750b","title":"Rakor Awal Tahun, Wali Kota Bima Minta Proyek Tertunda Rampung pada Triwulan Pertama","day":"2026-01-05","publisher":null},"imported":"2026-02-10T06:57:23.022140Z"}');
ALTER TABLE ONLY bimatrack.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY bimatrack.directives
    ADD CONSTRAINT directives_pkey PRIMARY KEY (id);
ALTER TABLE ONLY bimatrack.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY bimatrack.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (id);
ALTER TABLE ONLY bimatrack.releases
    ADD CONSTRAINT releases_pkey PRIMARY KEY (id);
CREATE INDEX changes_directive ON bimatrack.changes USING btree (directive);
CREATE INDEX changes_release ON bimatrack.changes USING btree (release);
CREATE INDEX changes_step ON bimatrack.changes USING btree (step);
CREATE INDEX changes_undoes ON bimatrack.changes USING btree (undoes) WHERE (undoes IS NOT NULL);
CREATE INDEX directives_changed ON bimatrack.directives USING btree (changed);
CREATE INDEX directives_due ON bimatrack.directives USING btree (due) WHERE open;
CREATE INDEX directives_open ON bimatrack.directives USING btree (id) WHERE open;
CREATE INDEX directives_release ON bimatrack.directives USING btree (release);
CREATE INDEX directives_units ON bimatrack.directives USING gin (units);
CREATE INDEX events_release ON bimatrack.events USING btree (release);
CREATE INDEX releases_key ON bimatrack.releases USING btree (key);
CREATE TRIGGER changes_only_added BEFORE DELETE OR UPDATE OR TRUNCATE ON bimatrack.changes FOR EACH STATEMENT EXECUTE FUNCTION bimatrack.refuse();
CREATE TRIGGER directives_only_added BEFORE DELETE OR TRUNCATE ON bimatrack.directives FOR EACH STATEMENT EXECUTE FUNCTION bimatrack.refuse();
CREATE TRIGGER events_only_added BEFORE DELETE OR UPDATE OR TRUNCATE ON bimatrack.events FOR EACH STATEMENT EXECUTE FUNCTION bimatrack.refuse();
CREATE TRIGGER meta_only_added BEFORE DELETE OR TRUNCATE ON bimatrack.meta FOR EACH STATEMENT EXECUTE FUNCTION bimatrack.refuse();
CREATE TRIGGER releases_only_added BEFORE DELETE OR TRUNCATE ON bimatrack.releases FOR EACH STATEMENT EXECUTE FUNCTION bimatrack.refuse();
GRANT USAGE ON SCHEMA bimatrack TO pembaca;
GRANT USAGE ON SCHEMA bimatrack TO penulis;
GRANT SELECT ON TABLE bimatrack.changes TO pembaca;
GRANT SELECT,INSERT,UPDATE ON TABLE bimatrack.changes TO penulis;
GRANT SELECT ON TABLE bimatrack.directives TO pembaca;
GRANT SELECT,INSERT,UPDATE ON TABLE bimatrack.directives TO penulis;
GRANT SELECT ON TABLE bimatrack.events TO pembaca;
GRANT SELECT,INSERT,UPDATE ON TABLE bimatrack.events TO penulis;
GRANT SELECT ON TABLE bimatrack.meta TO pembaca;
GRANT SELECT,INSERT,UPDATE ON TABLE bimatrack.meta TO penulis;
GRANT SELECT ON TABLE bimatrack.releases TO pembaca;
GRANT SELECT,INSERT,UPDATE ON TABLE bimatrack.releases TO penulis;
