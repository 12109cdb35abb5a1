//! What people really attach, and what was made to harm: kept without all that it says beside what it shows, or refused
//! with a code that has words.
#![allow(clippy::unwrap_used, reason = "a panic with a line number is what a failed test is")]

use std::io::Cursor;

use attachments::{Stripped, strip};
use domain::attachment::{LONGEST_SIDE, Media, SMALL_SIDE};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// What a stripped file may not say any more.
const CANARIES: [&[u8]; 9] =
    [b"Exif", b"GPS", b"http://ns.adobe.com", b"ICC_PROFILE", b"Canary", b"tEXt", b"eXIf", b"iCCP", b"JFXX"];

/// A picture whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 30, 30]) } else { Rgb([30, 30, 220]) })
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&DynamicImage::ImageRgb8(halves(width, height)), ImageFormat::Jpeg)
}

/// A segment of a JPEG.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], length.as_slice(), content].concat()
}

/// A JPEG with more segments behind its first mark.
fn with_segments(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat(), &jpeg[2..]].concat()
}

/// EXIF that says how the camera was held, and where.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend(b"\x12\x01\x03\0\x01\0\0\0");
    tiff.extend([orientation, 0, 0, 0]);
    tiff.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0");
    tiff.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    tiff.extend(b"Canary 33.6148 N 114.6521 E");
    segment(0xe1, &[b"Exif\0\0".as_slice(), &tiff].concat())
}

fn says_nothing(bytes: &[u8]) {
    for canary in CANARIES {
        assert!(!bytes.windows(canary.len()).any(|piece| piece == canary), "{}", String::from_utf8_lossy(canary));
    }
}

fn code_of(bytes: &[u8]) -> &'static str {
    let flaw = strip(bytes).expect_err("it is refused");
    // Every code has words for all that they speak of: making the fault would panic otherwise.
    assert!(flaw.of("现场.jpg").message.contains("现场.jpg"));
    flaw.code
}

#[test]
fn a_photo_is_turned_upright_and_says_nothing_but_what_it_shows() {
    let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Canary</x:xmpmeta>");
    let icc = segment(0xe2, b"ICC_PROFILE\0\x01\x01Canary");
    let comment = segment(0xfe, b"Canary");
    // Six: the camera was held so that the picture's right side is its bottom.
    let photo = with_segments(&jpeg(64, 32), &[exif(6), xmp, icc, comment]);
    let photo = [photo, b"Canary behind the end PK\x03\x04".to_vec()].concat();
    let Stripped { seen, bytes, small } = strip(&photo).unwrap();
    assert_eq!((seen.media, seen.pixels), (Media::Jpeg, Some((32, 64))));
    says_nothing(&bytes);
    says_nothing(&small);
    let upright = image::load_from_memory(&bytes).unwrap().into_rgb8();
    let (above, below) = (upright.get_pixel(16, 8), upright.get_pixel(16, 56));
    assert!(above.0[0] > above.0[2] && below.0[2] > below.0[0], "{above:?} {below:?}");
    assert_eq!(strip(&photo).unwrap().bytes, bytes, "the same bytes give the same bytes");
}

#[test]
fn other_pictures_lose_their_chunks_and_keep_what_can_be_seen_through() {
    let glass = RgbaImage::from_fn(40, 20, |x, _| Rgba([10, 200, 10, if x < 20 { 0 } else { 255 }]));
    let png = encoded(&DynamicImage::ImageRgba8(glass.clone()), ImageFormat::Png);
    // A text chunk before the end; decoders do not look at its sum.
    let text = b"\0\0\0\x0dtEXtComment\0Canary".to_vec();
    let sum = crc(&text[4..]);
    let end = png.len() - 12;
    let png = [&png[..end], &text, &sum.to_be_bytes(), &png[end..], b"Canary"].concat();
    let kept = strip(&png).unwrap();
    assert_eq!((kept.seen.media, kept.seen.pixels), (Media::Png, Some((40, 20))));
    says_nothing(&kept.bytes);
    assert_eq!(image::load_from_memory(&kept.bytes).unwrap().into_rgba8(), glass);

    let webp = encoded(&DynamicImage::ImageRgba8(glass), ImageFormat::WebP);
    assert_eq!(strip(&webp).unwrap().seen.media, Media::Png);
    let webp = encoded(&DynamicImage::ImageRgb8(halves(40, 20)), ImageFormat::WebP);
    assert_eq!(strip(&webp).unwrap().seen.media, Media::Jpeg);
}

#[test]
fn a_huge_picture_is_shrunk_and_has_a_small_one() {
    let kept = strip(&jpeg(6000, 60)).unwrap();
    assert_eq!(kept.seen.pixels, Some((LONGEST_SIDE, 41)));
    let small = image::load_from_memory(&kept.small).unwrap();
    assert_eq!(small.width(), SMALL_SIDE);
}

#[test]
fn what_is_called_one_thing_and_is_another_is_what_it_is() {
    assert_eq!(code_of(b"MZ\x90\0 a program that calls itself a picture"), "attachment.unknown_kind");
    assert_eq!(code_of(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "attachment.unknown_kind");
    assert_eq!(code_of(b"GIF89a\x01\0\x01\0"), "attachment.unknown_kind");
    assert_eq!(code_of(b""), "attachment.empty");
    // A page that begins as a PDF further in is none.
    assert_eq!(code_of(b"<script>%PDF-1.4\n%%EOF"), "attachment.unknown_kind");
    // A JPEG that is an archive, too, keeps the picture alone.
    let both = [jpeg(8, 8), b"PK\x03\x04 Canary PK\x05\x06".to_vec()].concat();
    says_nothing(&strip(&both).unwrap().bytes);
}

#[test]
fn a_picture_that_broke_off_is_refused() {
    let whole = jpeg(400, 300);
    for share in [1, 3, 5, 7, 9] {
        assert_eq!(code_of(&whole[..(whole.len() * share / 10).max(4)]), "picture.damaged", "{share} of 10");
    }
    assert_eq!(code_of(&whole[..whole.len() - 2]), "picture.damaged");
    let png = encoded(&DynamicImage::ImageRgb8(halves(40, 20)), ImageFormat::Png);
    assert_eq!(code_of(&png[..png.len() / 2]), "picture.damaged");
    // The end of its thumbnail is not the end of the picture.
    let thumbnail = with_segments(&whole, &[segment(0xe1, &[b"Exif\0\0".as_slice(), &jpeg(8, 8)].concat())]);
    assert_eq!(code_of(&thumbnail[..thumbnail.len() - 2]), "picture.damaged");
}

#[test]
fn a_small_file_that_claims_to_be_a_large_picture_is_refused_before_it_is_unpacked() {
    let mut png = encoded(&DynamicImage::ImageRgb8(halves(4, 4)), ImageFormat::Png);
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(code_of(&png), "picture.too_large");
    let mut jpeg = jpeg(8, 8);
    let frame = jpeg.windows(2).position(|piece| piece == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert_eq!(code_of(&jpeg), "picture.too_large");
}

#[test]
fn a_pdf_that_acts_by_itself_is_refused() {
    let pdf =
        |body: &str| format!("%PDF-1.7\n1 0 obj\n<<{body}>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n").into_bytes();
    let plain = pdf("/Type/Catalog");
    let kept = strip(&plain).unwrap();
    assert_eq!((kept.seen.media, kept.bytes), (Media::Pdf, plain.clone()));
    for (body, code) in [
        ("/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "pdf.active"),
        ("/OpenAction<</S/Java#53cript>>", "pdf.active"),
        ("/AA<</O<</S /Launch /F(cmd.exe)>>>>", "pdf.active"),
        ("/Names<</EmbeddedFiles 2 0 R>>", "pdf.active"),
        ("/Encrypt 3 0 R", "pdf.locked"),
    ] {
        assert_eq!(code_of(&pdf(body)), code, "{body}");
    }
    assert_eq!(code_of(&plain[..plain.len() / 2]), "pdf.damaged");
}

/// An element of Matroska: its id, a size of eight bytes, its content.
fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    let mut size = (content.len() as u64).to_be_bytes();
    size[0] = 1;
    [id, &size, content].concat()
}

fn webm(kind_of_track: u8) -> Vec<u8> {
    let header = element(&[0x1a, 0x45, 0xdf, 0xa3], &element(&[0x42, 0x82], b"webm"));
    let info = element(&[0x15, 0x49, 0xa9, 0x66], &element(&[0x7b, 0xa9], b"Canary"));
    let track = element(&[0xae], &element(&[0x83], &[kind_of_track]));
    let tracks = element(&[0x16, 0x54, 0xae, 0x6b], &track);
    let tags = element(&[0x12, 0x54, 0xc3, 0x67], b"Canary GPS");
    // As a browser writes it live: nobody knows how long segment and cluster will be.
    let cluster = [vec![0x1f, 0x43, 0xb6, 0x75, 0x01], vec![0xff; 7], element(&[0xa3], b"sound")].concat();
    [header, vec![0x18, 0x53, 0x80, 0x67, 0x01], vec![0xff; 7], info, tracks, tags, cluster].concat()
}

#[test]
fn a_voice_note_loses_what_is_not_sound() {
    let whole = webm(2);
    let kept = strip(&whole).unwrap();
    assert_eq!((kept.seen.media, kept.bytes.len()), (Media::Webm, whole.len()));
    says_nothing(&kept.bytes);
    assert!(kept.bytes.windows(5).any(|piece| piece == b"sound"));
    assert_eq!(strip(&kept.bytes).unwrap().bytes, kept.bytes, "what was stripped is whole");
    assert_eq!(code_of(&webm(1)), "voice.not_only_voice");
    assert_eq!(code_of(&whole[..whole.len() - 3]), "voice.damaged");
}

/// A page of Ogg, with its sum left out.
fn page(serial: u8, content: &[u8]) -> Vec<u8> {
    let mut page = b"OggS\0\0\0\0\0\0\0\0\0\0".to_vec();
    page.extend([serial, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, u8::try_from(content.len()).unwrap()]);
    [page, content.to_vec()].concat()
}

#[test]
fn a_voice_note_in_ogg_loses_its_tags() {
    let whole = [page(7, b"OpusHead\x01\x01"), page(7, b"OpusTags Canary GPS"), page(7, b"sound")].concat();
    let kept = strip(&whole).unwrap();
    assert_eq!(kept.seen.media, Media::Ogg);
    says_nothing(&kept.bytes);
    let other = [page(7, b"OpusHead\x01\x01"), page(8, b"\x80theora"), page(7, b"sound")].concat();
    assert_eq!(code_of(&other), "voice.not_only_voice");
    assert_eq!(code_of(&whole[..whole.len() - 1]), "voice.damaged");
}

/// A box of MPEG-4.
fn boxed(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes(), kind.as_slice(), content].concat()
}

#[test]
fn a_voice_note_of_an_iphone_loses_place_and_time() {
    let note = |handler: &[u8]| {
        let hdlr = boxed(*b"hdlr", &[b"\0\0\0\0\0\0\0\0", handler, b"\0\0\0\0\0\0\0\0\0\0\0\0Canary\0"].concat());
        let trak = boxed(*b"trak", &boxed(*b"mdia", &hdlr));
        let mvhd = boxed(*b"mvhd", b"\0\0\0\0Canary!!\0\0\x03\xe8");
        let udta = boxed(*b"udta", &boxed(*b"\xa9xyz", b"Canary +33.61+114.65/"));
        let moov = boxed(*b"moov", &[mvhd, trak, udta].concat());
        [boxed(*b"ftyp", b"M4A \0\0\0\0"), moov, boxed(*b"mdat", b"sound")].concat()
    };
    let whole = note(b"soun");
    let kept = strip(&whole).unwrap();
    assert_eq!((kept.seen.media, kept.bytes.len()), (Media::M4a, whole.len()));
    says_nothing(&kept.bytes);
    assert_eq!(code_of(&note(b"vide")), "voice.not_only_voice");
    assert_eq!(code_of(&whole[..whole.len() - 1]), "voice.damaged");
}

/// The sum of a chunk of PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
