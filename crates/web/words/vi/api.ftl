# What software is told, the pages where its tokens are made, and the page for developers.

problem-400 = Yêu cầu không đọc được
problem-401 = Chưa xác thực
problem-403 = Không có quyền
problem-404 = Không có
problem-405 = Sai cách gọi
problem-409 = Chưa làm được ở bước này
problem-412 = Đã có thay đổi mới
problem-413 = Quá lớn
problem-415 = Sai loại nội dung
problem-422 = Chưa làm được
problem-428 = Thiếu phiên bản
problem-429 = Quá nhiều yêu cầu
problem-500 = Trục trặc
problem-503 = Đang bận

api-no-address = API không có địa chỉ này. Hãy xem các địa chỉ trong /api/v1/openapi.json.
api-no-such-method = Địa chỉ này không nhận phương thức vừa gọi. Hãy dùng một phương thức ghi ở tiêu đề Allow.
api-not-json = Nội dung phải là JSON. Hãy gửi lại với Content-Type: application/json.
api-not-octets = Mảnh tệp phải là các byte của nó. Hãy gửi lại với Content-Type: application/octet-stream.
api-hash-missing = Mảnh tệp cần tiêu đề X-Sha256 là SHA-256 của chính mảnh đó, 64 chữ số thập lục phân viết thường. Hãy gửi lại kèm tiêu đề ấy.
api-malformed-json = Nội dung không phải JSON đúng cú pháp ({ $why }). Hãy sửa rồi gửi lại.
api-wrong-shape = JSON đọc được nhưng không đúng cấu trúc ({ $why }). Hãy đối chiếu với mô tả ở /api/v1/openapi.json rồi gửi lại.
api-too-large = Nội dung lớn hơn 1 MiB. Hãy chia nhỏ rồi gửi lại.
api-unreadable = Một phần của địa chỉ hoặc tiêu đề không đọc được. Hãy kiểm tra mã hoá UTF-8 và gửi lại.
api-precondition-missing = Việc này cần tiêu đề If-Match với ETag của bản đã xem. Hãy đọc lại rồi gửi kèm ETag đó.
api-precondition-malformed = If-Match không phải ETag của API này, có dạng "3" trong dấu nháy kép. Hãy gửi đúng ETag đã nhận.
api-key-missing = Việc này cần tiêu đề Idempotency-Key để không làm hai lần. Hãy tạo một khoá ngẫu nhiên cho mỗi việc và gửi lại.
api-key-malformed = Idempotency-Key dài 1 đến 128 ký tự ASCII in được, không có dấu cách. Hãy dùng chẳng hạn một UUID.
api-cursor-malformed = Con trỏ trang không phải do API này cấp. Hãy dùng đúng giá trị next của trang trước, hoặc bỏ after để xem từ đầu.
api-query-malformed = Tham số { $name } không nhận giá trị này. Hãy xem các giá trị được nhận trong /api/v1/openapi.json.
api-other-account = Địa chỉ này dành cho loại tài khoản khác. Hãy dùng mã truy cập của công dân cho việc của công dân, của cán bộ cho việc của cán bộ.

access-token-unknown = Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Chủ tài khoản hãy tạo mã mới ở trang Mã truy cập của mình.
access-scope-too-narrow = Mã truy cập này không được dùng cho việc này, cần phạm vi “{ $scope ->
    [read] chỉ xem
   *[act] được làm
}”. Chủ tài khoản hãy tạo mã có phạm vi đó nếu đồng ý.

access-recent-proof-needed = Việc này ràng buộc cơ quan nên chính người ký phải vừa xác thực lại; mã truy cập không thay được. Anh/chị hãy mở hồ sơ trên trang của cán bộ, xác thực lại rồi bấm phê duyệt.

once-key-reused = Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khoá mới cho yêu cầu mới.

token-name-missing = Chưa đặt tên cho mã. Hãy ghi tên phần mềm sẽ dùng mã, để sau này nhận ra mà thu hồi.
token-name-too-long = Tên dài quá { $limit } ký tự hoặc có ký tự lạ. Hãy đặt tên ngắn trên một dòng.
token-ends-wrong = Ngày hết hạn phải từ ngày mai và không sau { $latest }. Hãy chọn lại ngày.
token-scope-unknown = Chưa chọn phần mềm được làm gì. Hãy chọn một trong hai.
token-too-many = Đang có { $limit } mã còn dùng được, là nhiều nhất. Hãy thu hồi mã không dùng nữa rồi tạo mã mới.

webhook-address-refused = Không gửi tin đến địa chỉ này được. Hãy dùng địa chỉ https công khai, không có tên người dùng, trỏ tới máy ngoài mạng nội bộ.
webhook-topic-unknown = Chủ đề “{ $topic }” không có. Hãy dùng dossier.changed, hoặc một trạng thái như dossier.done.
webhook-agency-missing = Cán bộ đăng ký theo cơ quan mình được xem; công dân chỉ nhận tin về hồ sơ của mình nên không ghi cơ quan. Hãy sửa trường agency.
webhook-too-many = Đang có { $limit } đăng ký nhận tin, là nhiều nhất. Hãy bỏ đăng ký không dùng nữa.
webhook-off = Hệ thống này chưa bật gửi tin ra ngoài. Hãy hỏi người vận hành, hoặc đọc trạng thái qua API.

tokens-title = Mã truy cập cho phần mềm
tokens-text = Mã truy cập cho một phần mềm xem hoặc làm việc thay chính chủ tài khoản, trong thời hạn đã định. Chỉ đưa mã cho phần mềm mình tin; ai có mã đều làm được như chủ tài khoản.
tokens-made-title = Mã mới, chỉ hiện một lần
tokens-made-text = Hãy chép ngay vào phần mềm “{ $name }”. Rời trang này là không xem lại được; mất thì thu hồi và tạo mã khác.
tokens-made-label = Mã truy cập
tokens-none = Chưa có mã nào còn dùng được.
tokens-list = Mã đang dùng được
tokens-name = Phần mềm
tokens-scope = Phạm vi
tokens-ends = Hết hạn
tokens-used = Dùng lần cuối
tokens-never = Chưa dùng
tokens-deed = Việc
tokens-revoke = Thu hồi
tokens-revoked = Đã thu hồi mã. Phần mềm giữ mã đó không vào được nữa.
tokens-new = Tạo mã mới
tokens-field-name = Mã này cho phần mềm nào?
tokens-field-name-hint = Ví dụ: Phần mềm kế toán của cửa hàng
tokens-field-scope = Phần mềm được làm gì?
scope-read = Chỉ xem
scope-read-hint = Xem hồ sơ, tờ khai, danh sách việc; không thay đổi gì
scope-act = Xem và làm thay
scope-act-hint = Nộp, bổ sung, xử lý hồ sơ như chính chủ tài khoản
tokens-field-ends = Dùng đến hết ngày nào?
tokens-field-ends-hint = Nhiều nhất một năm, đến { $latest }
tokens-day-wrong = Chưa đọc được ngày này. Hãy ghi ngày, tháng, năm, ví dụ 31/12/2026.
tokens-make = Tạo mã
tokens-developers = Dành cho lập trình viên
tokens-level = Đang đăng nhập ở mức { $level }. Mã tạo bây giờ không làm được việc cần mức cao hơn.

developers-title = API cho lập trình viên
developers-text = Mọi việc làm được trên trang đều làm được bằng API, với cùng quy tắc và cùng quyền. Mô tả đầy đủ theo OpenAPI 3.1:
developers-begin = Bắt đầu
developers-begin-token = Đăng nhập rồi tạo mã truy cập: công dân ở /ca-nhan/ma-truy-cap, cán bộ ở /can-bo/ma-truy-cap.
developers-begin-header = Gửi mã trong tiêu đề Authorization. API không đọc cookie.
developers-begin-schema = Mỗi thủ tục có JSON Schema của câu trả lời kèm ví dụ, ở /api/v1/procedures/…/schema.
developers-walk = Làm thử từ đầu đến cuối
developers-walk-text = Chép các dòng này vào một cửa sổ lệnh có curl, jq và openssl. Hãy làm trên hệ thống thử trước: hồ sơ nộp ở đây là hồ sơ thật.
developers-walk-set = Ghi địa chỉ của cổng và mã truy cập của mình, tạo khi đang đăng nhập ở mức 2.
developers-walk-me = Xem mã này nói thay ai, và còn dùng được đến bao giờ.
developers-walk-file = Lấy câu trả lời mẫu của thủ tục, sửa cho đúng người, chọn cơ quan rồi nộp. Khoá ghi ra biến, để gửi lại được.
developers-walk-again = Đường truyền đứt, không biết đã nộp chưa? Gửi lại đúng khoá và nội dung cũ: vẫn là hồ sơ đó.
developers-walk-follow = Theo dõi hồ sơ, hỏi cơ quan một câu, và đọc trả lời.
developers-walk-paper = Thủ tục cần giấy tờ thì điền tờ khai, tải tệp lên theo mảnh (dưới 256 KiB thì một mảnh), rồi xem kiểm tra nói gì về tệp.
developers-walk-no = Việc không được phép cho biết lý do và cách làm tiếp: ở đây là nhận kết quả khi chưa có.
developers-rules = Quy ước
developers-rule-key = Mỗi POST mang Idempotency-Key. Gửi lại cùng khoá, cùng nội dung thì nhận lại câu trả lời cũ và việc chỉ làm một lần; cùng khoá khác nội dung thì bị từ chối (422). Khoá được giữ 48 giờ.
developers-rule-version = Việc trên thứ có phiên bản mang If-Match với ETag đã đọc. Nếu người khác đã làm trước thì nhận 412: đọc lại rồi quyết định.
developers-rule-pages = Danh sách có next thì trang sau là ?after=next. Con trỏ không có nghĩa gì khác. Danh sách không có next thì ngắn theo quy tắc và luôn trọn vẹn, trừ khi mô tả ghi số dòng nhiều nhất.
developers-rule-often = Gọi quá nhiều thì nhận 429 với Retry-After tính bằng giây. Đếm theo tài khoản, dù có bao nhiêu mã; gọi không có mã thì đếm theo địa chỉ mạng.
developers-rule-browser = Bốn việc chỉ làm trên trang: đăng nhập, tạo và thu hồi mã truy cập, nâng mức xác thực, và phê duyệt, vì người ký phải vừa xác thực lại trong 5 phút.
developers-rule-errors = Lỗi là application/problem+json (RFC 9457): type dẫn về trang này, detail theo Accept-Language (vi, en), errors chỉ từng câu trả lời sai bằng JSON Pointer.
developers-hooks = Nhận tin
developers-hooks-text = Đăng ký ở POST /api/v1/webhooks. Mỗi tin là một CloudEvents 1.0 JSON, chỉ có mã và trạng thái, không có dữ liệu cá nhân; cần gì thì hỏi API. Một tin có thể đến hai lần: nhận ra bằng id. Không trả lời 2xx trong 10 giây thì gửi lại sau 10 giây, 1 phút, 5 phút, 30 phút, 2, 6, 12, 24 giờ; sau đó tin nằm ở danh sách dead và gửi lại được bằng replay.
developers-hooks-signature = Tiêu đề Toantrinh-Signature có dạng t=giây,v1=hex; hex là HMAC-SHA256, khoá là secret của đăng ký, trên chuỗi “t.nội dung” đúng từng byte nhận được. Hãy bỏ tin có t lệch quá 5 phút.
developers-addresses = Các địa chỉ
developers-method = Cách gọi
developers-path = Địa chỉ
developers-who = Mã của ai
developers-purpose = Để làm gì
api-door-open = Không cần mã
api-door-token = Mã bất kỳ
api-door-citizen = Công dân
api-door-official = Cán bộ
developers-codes = Mã lỗi
developers-codes-text = Mã không đổi giữa các phiên bản; câu chữ có thể đổi.
developers-code = Mã
developers-meaning = Nghĩa và việc cần làm
