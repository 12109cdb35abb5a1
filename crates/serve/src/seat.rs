//! Who sits at the other end of a request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::id::DeskId;
use domain::seat::{Door, Seat};

use crate::failed::Failed;
use crate::hall::{Entrance, Hall};

/// What the cookie is called that carries a paired browser's token. Browsers keep cookies by host, whatever the port: a
/// store for practice that is served beside the one in service must not unseat anybody there.
pub fn cookie_of(desk: DeskId) -> String {
    format!("wutu_token_{desk}")
}

/// Somebody with a good token.
#[derive(Clone)]
pub struct Seated {
    pub seat: Seat,
    /// None for the owner at the terminal, whose token lives as long as the door, and at the window.
    token: Option<String>,
}

impl Seated {
    /// The seat that the headers' token holds now. A bearer token goes before the cookie.
    async fn find(hall: &Hall, headers: &HeaderMap) -> Result<Self, Failed> {
        if let Some(token) = bearer(headers) {
            let hash = blake3::hash(token.as_bytes());
            if matches!(&hall.entrance, Entrance::Loopback { terminal, .. } if *terminal == hash) {
                return Ok(Self { seat: Seat::owner(Door::Terminal), token: None });
            }
            return Self::by(hall, token.to_owned()).await;
        }
        // A browser sends the cookie of the longer path first: under /field that is the field seat.
        let ours = cookie_of(hall.desk.id());
        for token in cookies(headers, &ours) {
            match Self::by(hall, token.to_owned()).await {
                Err(failed) if failed.is_no_seat() => {}
                found => return found,
            }
        }
        Err(Failed::no_seat())
    }

    /// Whoever sits at the window of this very process: good as long as it stands.
    pub fn at_the_window(seat: Seat) -> Self {
        Self { seat, token: None }
    }

    async fn by(hall: &Hall, token: String) -> Result<Self, Failed> {
        if let Some(seat) = hall.desk.seat_at_hand(&token) {
            return Ok(Self { seat, token: Some(token) });
        }
        let asked = token.clone();
        let seat = hall.at_the_desk(move |desk| desk.seat_of(&asked)).await?;
        let seat = seat.ok_or_else(Failed::no_seat)?;
        Ok(Self { seat, token: Some(token) })
    }

    /// The seat, if its token is still good: a long connection asks now and then.
    pub async fn again(&self, hall: &Hall) -> Result<Self, Failed> {
        match &self.token {
            Some(token) => Self::by(hall, token.clone()).await,
            None => Ok(self.clone()),
        }
    }
}

impl FromRequestParts<Arc<Hall>> for Seated {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, hall: &Arc<Hall>) -> Result<Self, Failed> {
        Self::find(hall, &parts.headers).await
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn cookies<'a>(headers: &'a HeaderMap, ours: &'a str) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(move |(name, _)| *name == ours)
        .map(|(_, token)| token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        let [ours, other] = [1, 2].map(|desk| cookie_of(DeskId(uuid::Uuid::from_u128(desk))));
        let sent = format!("a=1; {ours}=first; {ours}s=x; {other}=y; {ours}=second");
        headers.insert(header::COOKIE, sent.parse().unwrap());
        assert_eq!(cookies(&headers, &ours).collect::<Vec<_>>(), ["first", "second"]);
    }

    #[test]
    fn a_bearer_token_is_read_whatever_the_case_of_its_scheme() {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, "bearer abc".parse().unwrap());
        assert_eq!(bearer(&headers), Some("abc"));
        headers.insert(header::AUTHORIZATION, "Basic abc".parse().unwrap());
        assert_eq!(bearer(&headers), None);
    }
}
