# Pages that say no, and failures.
error-title-refused = Chưa làm được
error-title-not-found = Không có trang này
error-title-forbidden = Trang này không dành cho tài khoản đang dùng
error-title-session = Cần đăng nhập lại
error-title-conflict = Hồ sơ vừa có người khác xử lý
error-title-fault = Hệ thống đang trục trặc
error-reference = Nếu gọi hỏi, ông/bà đọc số này để chúng tôi tìm ra ngay:
error-law = Căn cứ: { $law }.
error-again = Mở lại trang này
error-home = Về trang đầu

web-no-page = Địa chỉ này không có, hoặc đã đổi. Ông/bà kiểm tra lại đường dẫn, hoặc tìm thủ tục ở dưới.
web-no-such-method = Trang này không nhận cách gửi đó. Ông/bà quay lại trang trước và bấm nút trên trang.
web-forged = Biểu mẫu đã cũ hoặc được gửi từ nơi khác, nên chúng tôi chưa ghi nhận gì. Ông/bà mở lại trang và gửi lần nữa.
web-too-large = Nội dung gửi lên quá lớn. Ông/bà rút gọn phần trả lời; ảnh, tệp thì chọn bản nhỏ hơn và gửi từng tệp.
web-unreadable = Chúng tôi không đọc được nội dung vừa gửi. Ông/bà quay lại trang trước, xem lại và gửi lần nữa.
web-other-account = Trang này dành cho loại tài khoản khác. Ông/bà đăng xuất rồi đăng nhập bằng tài khoản phù hợp.
web-session-over = Phiên đăng nhập đã hết, hoặc đã bị đăng xuất ở nơi khác, nên điều vừa gửi chưa được ghi. Những gì đã lưu trước đó vẫn còn nguyên. Ông/bà đăng nhập lại rồi ghi lại điều vừa gửi.

app-not-found = Không tìm thấy nội dung này, hoặc tài khoản đang dùng không được xem. Ông/bà kiểm tra lại mã, hoặc mở từ danh sách của mình.
app-conflict = Trong lúc ông/bà đang xem, người khác đã xử lý hồ sơ này. Việc vừa bấm chưa được ghi; ông/bà mở lại trang để xem tình trạng mới rồi làm tiếp.
app-too-many = Có quá nhiều yêu cầu trong thời gian ngắn. Ông/bà chờ một phút rồi thử lại; những gì đã lưu vẫn còn.

fault-storage-locked = Hệ thống đang bận ghi dữ liệu. Việc vừa rồi chưa được lưu; ông/bà chờ vài giây rồi gửi lại.
fault-data-in-use = Một tiến trình Toàn Trình khác đang dùng thư mục dữ liệu này, mà mỗi thư mục chỉ một tiến trình được ghi. Hãy dừng tiến trình kia rồi chạy lại, hoặc chọn thư mục khác bằng --data.
fault-storage-full = Nơi lưu dữ liệu đã đầy nên chưa ghi được gì thêm. Những gì đã nộp vẫn còn nguyên; người vận hành đã được báo, ông/bà thử lại sau ít phút.
fault-storage-read-only = Hệ thống đang ở chế độ chỉ xem nên chưa lưu được. Ông/bà vẫn xem được hồ sơ; hãy gửi lại sau khi bảo trì xong.
fault-storage-unreachable = Chưa kết nối được với nơi lưu dữ liệu. Những gì đã nộp vẫn còn nguyên; ông/bà thử lại sau một phút.
fault-file-missing = Tệp này đang thiếu trong kho lưu trữ. Các phần khác của hồ sơ vẫn còn nguyên; ông/bà báo số dưới đây cho bộ phận hỗ trợ để khôi phục tệp.
fault-inconsistent = Dữ liệu của mục này có chỗ không khớp, nên chúng tôi dừng lại để không làm sai. Ông/bà báo số dưới đây cho bộ phận hỗ trợ.
fault-data-newer = Hệ thống đang được nâng cấp nên chưa dùng được. Những gì đã nộp vẫn còn nguyên; ông/bà thử lại sau ít phút.
fault-partner-down = Hệ thống của cơ quan khác chưa trả lời. Hồ sơ không mất; ông/bà thử lại sau ít phút, hoặc cứ nộp, việc kiểm tra sẽ làm sau.
fault-address-taken = Địa chỉ mạng này đang có chương trình khác dùng hoặc không thuộc máy này. Hãy chọn địa chỉ khác bằng --listen.
fault-clock-behind = Đồng hồ của máy chạy chậm hơn những gì đã ghi, nên hạn giải quyết sẽ sai. Hãy chỉnh giờ (timedatectl, chrony) rồi khởi động lại.
fault-internal = Có trục trặc ở phía chúng tôi, không phải do ông/bà. Ông/bà thử lại; nếu vẫn vậy, báo số dưới đây cho bộ phận hỗ trợ.

app-form-incomplete = Tờ khai còn { $count } chỗ chưa xong. Ông/bà mở trang kiểm tra, sửa những chỗ được đánh dấu rồi nộp.
app-no-authority = Ở { $place } chưa có cơ quan nhận hồ sơ loại này trên hệ thống. Ông/bà chọn nơi khác, hoặc đến bộ phận một cửa nơi mình ở.
app-place-elsewhere = Việc này về nơi thuộc { $place }, còn cơ quan đã chọn giải quyết việc ở { $office }. Ông/bà xem lại địa chỉ, hoặc chọn cơ quan của đúng nơi đó.
app-not-online = Thủ tục { $code } chưa nộp trực tuyến được ở đây. Ông/bà xem hướng dẫn và đến bộ phận một cửa.
app-no-owner = Tài khoản này chưa có số định danh nên chưa lập được hồ sơ. Ông/bà đăng nhập bằng tài khoản định danh mức độ 2.
app-sign-in-lost = Lần đăng nhập này đã hết hạn hoặc mở ở trình duyệt khác. Ông/bà bấm đăng nhập lại từ đầu.
app-no-post = Anh/chị đã đăng nhập đúng, nhưng hôm nay chưa giữ vị trí nào trên hệ thống. Hãy nhờ phòng tổ chức hoặc quản trị của cơ quan mình phân công, rồi đăng nhập lại.
app-register-silent = Cơ sở dữ liệu { $register } chưa trả lời nên chưa làm tiếp bước này được. Hãy thử lại sau ít phút; hồ sơ không mất gì.
app-revision-changed = Bản { $revision } của thủ tục { $code } đã công bố mà nội dung bị sửa, nên hệ thống dừng. Người quản trị phải ban hành bản mới thay vì sửa bản cũ.
app-draft-overtaken = Tờ khai này vừa được lưu ở một cửa sổ khác, nên lần lưu này chưa ghi đè. Ông/bà mở lại tờ khai, xem nội dung mới rồi sửa tiếp.
app-draft-sent = Tờ khai này đã nộp rồi. Ông/bà mở “Hồ sơ của tôi” để theo dõi; muốn sửa thì chờ cơ quan yêu cầu bổ sung, hoặc xin rút.
app-level-unknown = Hệ thống định danh chưa cho biết tài khoản này ở mức độ nào, nên chưa vào được. Ông/bà đăng nhập bằng tài khoản VNeID đã kích hoạt; nếu vẫn vậy, đến công an xã, phường để kiểm tra tài khoản.
app-level-not-reached = Lần xác nhận vừa rồi chưa đạt mức độ 2, nên việc này chưa làm được; phiên đang dùng vẫn giữ nguyên. Ông/bà xác nhận lại bằng tài khoản mức độ 2; nếu chưa có, đến công an xã, phường để được cấp.
app-proof-too-old = Hệ thống định danh chưa hỏi lại để xác nhận, nên chưa thể đi tiếp. Ông/bà bấm đăng nhập lại và xác nhận bằng mật khẩu hoặc khuôn mặt.
app-word-repeated = Thông báo đăng xuất này đã được nhận rồi. Không cần gửi lại.
web-too-many = Có quá nhiều yêu cầu trong thời gian ngắn. Ông/bà chờ { $seconds } giây rồi thử lại; những gì đã lưu vẫn còn.
web-too-slow = Nội dung gửi lên đến quá chậm nên chưa nhận được đủ. Ông/bà kiểm tra đường mạng rồi gửi lại; những gì đã lưu vẫn còn.
